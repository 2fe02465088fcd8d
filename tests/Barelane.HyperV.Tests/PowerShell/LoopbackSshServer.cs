using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Barelane.Ssh;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.PowerShell;

/// <summary>Debian's own sshd on loopback, with keys and a configuration made for it, and a given <c>powershell</c> first in the sessions' PATH.</summary>
internal sealed class LoopbackSshServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _server;
    private int _port;

    public string Config => _folder.File("config");

    public string Log => _folder.File("log");

    public string KnownHosts => _folder.File("known_hosts");

    public static async Task<LoopbackSshServer> StartAsync(string powershellFolder, CancellationToken cancellationToken)
    {
        var server = new LoopbackSshServer();
        await server.KeyAsync("host", cancellationToken);
        await server.KeyAsync("user", cancellationToken);
        File.Copy(server._folder.File("user.pub"), server._folder.File("authorized"));
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        for (var tries = 0; ; tries++)
        {
            try
            {
                await server.ListenAsync(powershellFolder, cancellationToken);
                return server;
            }
            catch (InvalidOperationException) when (tries < 3)
            {
                // Somebody took the port in between.
            }
        }
    }

    public SshClient Client() => new("localhost-barelane", config: Config);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    /// <summary>Ends the server with all its sessions.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    private async Task ListenAsync(string powershellFolder, CancellationToken cancellationToken)
    {
        _port = FreePort();
        var port = _port.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(_folder.File("sshd_config"), $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {_folder.File("host")}
            AuthorizedKeysFile {_folder.File("authorized")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin yes
            SetEnv PATH={powershellFolder}:/usr/bin:/bin

            """);
        File.WriteAllText(KnownHosts, $"[127.0.0.1]:{port} {File.ReadAllText(_folder.File("host.pub"))}");
        File.WriteAllText(Config, $"""
            Host localhost-barelane
              HostName 127.0.0.1
              Port {port}
              User {Environment.UserName}
              IdentityFile {_folder.File("user")}
              IdentitiesOnly yes
              UserKnownHostsFile {KnownHosts}
              GlobalKnownHostsFile /dev/null
              StrictHostKeyChecking yes

            """);
        _server = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-f", _folder.File("sshd_config"), "-E", Log]))!;
        while (!await IsListeningAsync(cancellationToken))
        {
            if (_server.HasExited)
            {
                throw new InvalidOperationException($"sshd ended: {File.ReadAllText(Log)}");
            }
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            await Task.Delay(10, cancellationToken);
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task KeyAsync(string name, CancellationToken cancellationToken)
    {
        var made = await Child.RunAsync(new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", _folder.File(name)]), default, TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken);
        Assert.Equal(0, made.ExitCode);
    }
}
