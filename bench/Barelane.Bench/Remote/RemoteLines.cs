using System.Globalization;
using Barelane.TestKit;

namespace Barelane.Bench.Remote;

/// <summary>The ways from a client to a server with this machine's PoCL, one after the other; each is there until the next is asked for.</summary>
internal static class RemoteLines
{
    private const string Loopback = "127.0.0.1";

    /// <summary>AF_UNIX, loopback, and loopback with 50 µs, 200 µs and 1 ms more; then two network namespaces, which need root.</summary>
    public static async IAsyncEnumerable<RemotePath> AllAsync(TemporaryFolder folder)
    {
        await using (var servers = await RemoteServers.StartAsync(folder, [], Loopback, $"unix:{folder.File("pool")}", $"tcp:{Loopback}:0", $"tls:{Loopback}:0"))
        {
            yield return new RemotePath("AF_UNIX", servers.Addresses[0], null, 0) { Secrets = servers.Secrets };
            var (port, tls) = (PortOf(servers.Addresses[1]), PortOf(servers.Addresses[2]));
            yield return Path("loopback", port, tls, servers.PlainPort);
            foreach (var microseconds in (int[])[50, 200, 1000])
            {
                var roundTrip = TimeSpan.FromMicroseconds(microseconds);
                using DelayLine line = new(port, roundTrip), encrypted = new(tls, roundTrip), plain = new(servers.PlainPort, roundTrip);
                yield return Path($"{microseconds} µs", line.Port, encrypted.Port, plain.Port);
                foreach (var (name, of) in new[] { ("plain server", plain), ("server", line), ("server, encrypted", encrypted) })
                {
                    Console.Error.WriteLine($"remote: {microseconds} µs to the {name}: {of.Lateness.Text()}");
                }
            }

            // The certificate is for localhost.
            RemotePath Path(string name, int driver, int sealedPort, int plainPort) => new(name, $"tcp:{Loopback}:{driver}", Loopback, plainPort)
            {
                Encrypted = $"tls:localhost:{sealedPort}",
                Secrets = servers.Secrets,
            };
        }

        using var namespaces = new NetworkNamespaces();
        await using var other = await RemoteServers.StartAsync(folder, namespaces.OnServer, NetworkNamespaces.ServerAddress, $"tcp:{NetworkNamespaces.ServerAddress}:0", $"tls:{NetworkNamespaces.ServerAddress}:0");
        var between = new RemotePath("two namespaces", other.Addresses[0], NetworkNamespaces.ServerAddress, other.PlainPort)
        {
            Encrypted = other.Addresses[1],
            Prefix = namespaces.OnClient,
            Secrets = other.Secrets,
        };
        yield return between;
        namespaces.Limit("10gbit");
        yield return between with { Name = "10 Gbit/s", IsLimited = true };
    }

    private static int PortOf(string address) => int.Parse(address.Split(':')[^1], CultureInfo.InvariantCulture);
}
