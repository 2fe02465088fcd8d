using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Barelane.TestKit;

namespace Barelane.Bench.Remote;

/// <summary>The other end of what is measured: Barelane's server and a plain TCP server, on this machine or in a network namespace.</summary>
internal sealed class RemoteServers : IAsyncDisposable
{
    private const string Token = "only-for-this-measurement";
    private readonly List<Process> _processes = [];

    private RemoteServers(TemporaryFolder folder) => Folder = folder;

    public TemporaryFolder Folder { get; }

    /// <summary>The addresses that Barelane's server listens on, in the order in which they were asked for.</summary>
    public string[] Addresses { get; private set; } = [];

    /// <summary>The plain server's port.</summary>
    public int PlainPort { get; private set; }

    /// <summary>What a client on tls: has to be told.</summary>
    public (string Name, string Value)[] Secrets { get; private set; } = [];

    /// <summary>Starts both.</summary>
    /// <param name="folder">Where sockets and certificates go.</param>
    /// <param name="prefix">What to put before the commands; nothing, or what leads into a namespace.</param>
    /// <param name="host">The address for the plain server.</param>
    /// <param name="listen">The addresses for Barelane's.</param>
    public static Task<RemoteServers> StartAsync(TemporaryFolder folder, string[] prefix, string host, params string[] listen) => StartAsync(folder, prefix, host, null, listen);

    /// <summary>Barelane's server alone, with a device that does nothing.</summary>
    public static Task<RemoteServers> StartIdleAsync(TemporaryFolder folder, params string[] listen) => StartAsync(folder, [], "127.0.0.1", RemotePrograms.IdleDevice, listen);

    private static async Task<RemoteServers> StartAsync(TemporaryFolder folder, string[] prefix, string host, string? library, string[] listen)
    {
        var servers = new RemoteServers(folder);
        try
        {
            string[] secrets = [];
            if (listen.Any(l => l.StartsWith("tls:", StringComparison.Ordinal)))
            {
                secrets = servers.MakeSecrets();
            }

            var own = servers.Start([.. prefix, Programs.Barelane, "remote", "serve", .. listen.SelectMany(l => (string[])["--listen", l]), .. secrets, .. library is null ? (string[])[] : ["--opencl", library]]);
            foreach (var _ in listen)
            {
                servers.Addresses = [.. servers.Addresses, (await LineAsync(own))["Serving on ".Length..]];
            }

            servers.PlainPort = int.Parse(await LineAsync(servers.Start([.. prefix, RemotePrograms.Client, "serve", host, "0"])), System.Globalization.CultureInfo.InvariantCulture);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new BenchException("A server ended at once; required is one that listens.");

    private Process Start(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardInput = true }) ?? throw new BenchException($"'{command[0]}' did not start.");
        _processes.Add(process);
        return process;
    }

    private string[] MakeSecrets()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Folder.File("server.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(Folder.File("tokens"), $"bench {Token}\n");
        Secrets = [("BARELANE_REMOTE_CERTIFICATE", $"sha256:{Convert.ToHexString(SHA256.HashData(certificate.RawData))}"), ("BARELANE_REMOTE_TOKEN", Token)];
        return ["--certificate", Folder.File("server.pem"), "--tokens", Folder.File("tokens")];
    }
}
