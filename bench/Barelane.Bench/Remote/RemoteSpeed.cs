using System.Globalization;
using Barelane.TestKit;

namespace Barelane.Bench.Remote;

/// <summary>
/// OpenCL programs on a server of this machine beside the same on its PoCL: launches, copies beside a plain TCP stream, on several ways there; whole
/// programs; and how often a program has to wait for an answer.
/// </summary>
internal sealed class RemoteSpeed : IBenchmark
{
    private const int Runs = 5;
    private const int Megabytes = 64;
    private const int Copies = 4;
    private const double Mib = 1 << 20;
    private readonly List<Measurement> _measured = [];

    /// <inheritdoc/>
    public string Name => "remote";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        using var folder = new TemporaryFolder();
        await using (var servers = await RemoteServers.StartAsync(folder, [], "127.0.0.1", $"unix:{folder.File("pool")}", "tcp:127.0.0.1:0", "tls:127.0.0.1:0"))
        {
            var unix = new RemotePath("AF_UNIX", servers.Addresses[0], null, 0) { Secrets = servers.Secrets };
            var loopback = new RemotePath("loopback", servers.Addresses[1], "127.0.0.1", servers.PlainPort) { Secrets = servers.Secrets };
            var port = int.Parse(servers.Addresses[1].Split(':')[^1], CultureInfo.InvariantCulture);
            await LaunchesAsync(unix);
            await LaunchesAsync(loopback);
            await CopiesAsync(loopback, "0.90", 0.9);
            await SealedAsync(loopback, loopback with { Server = servers.Addresses[2].Replace("127.0.0.1", "localhost", StringComparison.Ordinal) });
            foreach (var microseconds in (int[])[50, 200, 1000])
            {
                using var line = new DelayLine(port, TimeSpan.FromMicroseconds(microseconds));
                using var plain = new DelayLine(servers.PlainPort, TimeSpan.FromMicroseconds(microseconds));
                var far = new RemotePath($"{microseconds} µs", $"tcp:127.0.0.1:{line.Port}", "127.0.0.1", plain.Port) { Secrets = servers.Secrets };
                await LaunchesAsync(far);
                await CopiesAsync(far, "0.90", 0.9);
                Console.Error.WriteLine($"remote: {microseconds} µs: {line.Lateness.Text()}");
                Console.Error.WriteLine($"remote: {microseconds} µs, plain: {plain.Lateness.Text()}");
            }

            await ProgramsAsync(unix);
        }

        await using (var idle = await RemoteServers.StartIdleAsync(folder, $"unix:{folder.File("idle")}", "tcp:127.0.0.1:0"))
        {
            await OwnLaunchesAsync(new RemotePath("AF_UNIX", idle.Addresses[0], null, 0));
            await OwnLaunchesAsync(new RemotePath("loopback", idle.Addresses[1], null, 0));
        }

        using var namespaces = new NetworkNamespaces();
        await using var other = await RemoteServers.StartAsync(folder, namespaces.OnServer, NetworkNamespaces.ServerAddress, $"tcp:{NetworkNamespaces.ServerAddress}:0", $"tls:{NetworkNamespaces.ServerAddress}:0");
        var between = new RemotePath("two namespaces", other.Addresses[0], NetworkNamespaces.ServerAddress, other.PlainPort) { Prefix = namespaces.OnClient, Secrets = other.Secrets };
        await LaunchesAsync(between);
        await CopiesAsync(between, "0.90", 0.9);
        namespaces.Limit("10gbit");
        await CopiesAsync(between with { Name = "10 Gbit/s, encrypted", Server = other.Addresses[1] }, "0.95", 0.95);
        return _measured;
    }

    private async Task LaunchesAsync(RemotePath path)
    {
        const int Many = 100_000;
        var (local, remote) = (new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            local.Add(await RemotePrograms.NumberAsync(null, RemotePrograms.Client, "launch", $"{Many}"));
            remote.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "launch", $"{Many}"));
        }

        Add($"{path.Name}: launches, one after the other", $"{Samples.Text(remote.Median / local.Median)} times local", "1.30 times", remote.Median <= 1.3 * local.Median, $"{Micro(remote.Median)} and {Micro(local.Median)} each");
        Add($"{path.Name}: launches a second", $"{1 / remote.Median:0}", "300000", remote.Median <= 1 / 300_000.0, $"{1 / local.Median:0} locally");
        if (path.PlainHost is not null)
        {
            await FinishesAsync(path);
        }
    }

    /// <summary>What a launch with its finish takes beyond the same here and a round trip of the line, all three in one process in turn.</summary>
    private async Task FinishesAsync(RemotePath path)
    {
        const int Each = 2_000;
        var (beyond, remote, local, trip) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            var told = await RemotePrograms.NumbersOfBothAsync(path, RemotePrograms.Client, "beyond", path.PlainHost!, $"{path.PlainPort}", $"{Each}");
            beyond.Add(told[0]);
            remote.Add(told[1]);
            local.Add(told[2]);
            trip.Add(told[3]);
        }

        Add($"{path.Name}: launch and finish, beyond local and a round trip", Micro(beyond.Median), "10 µs", beyond.Median <= 10e-6, $"{Micro(remote.Median)}, {Micro(local.Median)}, round trip {Micro(trip.Median)}");
    }

    /// <summary>What driver, wire and server can carry: PoCL's own launches are fewer than that.</summary>
    private async Task OwnLaunchesAsync(RemotePath path)
    {
        const int Many = 200_000;
        var each = new Samples();
        for (var run = 0; run < Runs; run++)
        {
            each.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "idle", $"{Many}"));
        }

        Add($"{path.Name}: launches a second, on a device that does nothing", $"{1 / each.Median:0}", "300000", each.Median <= 1 / 300_000.0, $"{Micro(each.Median)} each");
    }

    private async Task CopiesAsync(RemotePath path, string budget, double least)
    {
        var (stream, fetch, write, read) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            stream.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "stream", path.PlainHost!, $"{path.PlainPort}", $"{Megabytes}", $"{Copies}"));
            write.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "write", $"{Megabytes}", $"{Copies}"));
            fetch.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "fetch", path.PlainHost!, $"{path.PlainPort}", $"{Megabytes}", $"{Copies}"));
            read.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "read", $"{Megabytes}", $"{Copies}"));
        }

        Add($"{path.Name}: writing {Megabytes} MiB beside a plain TCP stream", $"{Samples.Text(stream.Median / write.Median)} of it", budget, stream.Median / write.Median >= least, $"{Rate(write)} and {Rate(stream)}");
        Add($"{path.Name}: reading {Megabytes} MiB beside a plain TCP stream", $"{Samples.Text(fetch.Median / read.Median)} of it", budget, fetch.Median / read.Median >= least, $"{Rate(read)} and {Rate(fetch)}");
    }

    private async Task SealedAsync(RemotePath plain, RemotePath encrypted)
    {
        foreach (var kind in (string[])["write", "read"])
        {
            var (clear, coded) = (new Samples(), new Samples());
            for (var run = 0; run < Runs; run++)
            {
                clear.Add(await RemotePrograms.NumberAsync(plain, RemotePrograms.Client, kind, $"{Megabytes}", $"{Copies}"));
                coded.Add(await RemotePrograms.NumberAsync(encrypted, RemotePrograms.Client, kind, $"{Megabytes}", $"{Copies}"));
            }

            Add($"{plain.Name}: {kind}, encrypted beside plain", $"{Samples.Text(clear.Median / coded.Median)} of it", "0.60", clear.Median / coded.Median >= 0.6, $"{Rate(coded)} and {Rate(clear)}");
        }
    }

    private async Task ProgramsAsync(RemotePath path)
    {
        string[] hashcat = ["hashcat", "-b", "-m", "0", "--force", "-D", "1", "--machine-readable", "--session", "barelane-bench"];
        var (local, remote, localWall, remoteWall) = (new Samples(), new Samples(), new Samples(), new Samples());
        var waits = 0L;
        await RemotePrograms.RunAsync(null, hashcat);
        await RemotePrograms.RunAsync(path, hashcat);
        await RemotePrograms.RunAsync(null, "clblast_test_xgemm");
        await RemotePrograms.RunAsync(path, "clblast_test_xgemm");
        for (var run = 0; run < Runs; run++)
        {
            local.Add(Speed((await RemotePrograms.RunAsync(null, hashcat)).Out));
            var (output, error, _) = await RemotePrograms.RunAsync(path, hashcat);
            remote.Add(Speed(output));
            waits = Math.Max(waits, Waits(error));
            localWall.Add((await RemotePrograms.RunAsync(null, "clblast_test_xgemm")).Wall);
            remoteWall.Add((await RemotePrograms.RunAsync(path, "clblast_test_xgemm")).Wall);
        }

        Add("hashcat -b -m 0", $"{Samples.Text(remote.Median / local.Median)} of local", "0.95", remote.Median / local.Median >= 0.95, $"{remote.Median / 1e6:0} and {local.Median / 1e6:0} MH/s");
        Add("hashcat -b -m 0: answers waited for", $"{waits}", "1700", waits <= 1700, "kernels compiled before");
        Add("clblast_test_xgemm", $"{Samples.Text(remoteWall.Median / localWall.Median)} times local", "1.50 times", remoteWall.Median <= 1.5 * localWall.Median, $"{Samples.Seconds(remoteWall.Median)} and {Samples.Seconds(localWall.Median)}");
        waits = Waits((await RemotePrograms.RunAsync(path, "clinfo")).Error);
        Add("clinfo: answers waited for", $"{waits}", "10", waits <= 10, "the connection's own among them");
    }

    private static double Speed(string output) =>
        output.Split('\n').FirstOrDefault(l => l.StartsWith("1:0:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture)
            : throw new BenchException($"hashcat printed no speed; required is a line '1:0:…'. {output}");

    private static long Waits(string error) =>
        error.Split('\n').FirstOrDefault(l => l.StartsWith("barelane: waited ", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)
            : throw new BenchException($"The driver did not tell how often it waited. {error}");

    private void Add(string name, string figure, string budget, bool? keeps, string detail)
    {
        _measured.Add(new Measurement($"remote: {name}", figure, budget, keeps, $"medians of {Runs}, interleaved: {detail}"));
        Console.Error.WriteLine(_measured[^1].Line);
    }

    private static string Micro(double seconds) => $"{Samples.Text(seconds * 1e6)} µs";

    private static string Rate(Samples seconds) => $"{Samples.Text(Megabytes * Mib / 1e9 / seconds.Median)} GB/s";
}
