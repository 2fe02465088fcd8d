using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Barelane.Ssh;

namespace Barelane.TestKit.Ssh;

/// <summary>Debian's own sshd on loopback, with keys and a configuration made for it.</summary>
public sealed class LoopbackSshServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IReadOnlyList<string> _within = [];
    private Process? _server;
    private int _port;

    /// <summary>The name by which <see cref="Config"/> knows the server.</summary>
    public const string Name = "localhost-barelane";

    /// <summary>A client's configuration.</summary>
    public string Config => _folder.File("config");

    /// <summary>The server's log.</summary>
    public string Log => _folder.File("log");

    /// <summary>The client's file of known hosts.</summary>
    public string KnownHosts => _folder.File("known_hosts");

    /// <summary>Starts it.</summary>
    /// <param name="firstInPath">A folder that the sessions look for programs in before all others.</param>
    /// <param name="cancellationToken">Stops starting.</param>
    /// <param name="within">A command that starts the server in surroundings of its own and becomes it; its words come before the server's.</param>
    public static async Task<LoopbackSshServer> StartAsync(string firstInPath, CancellationToken cancellationToken, params IReadOnlyList<string> within)
    {
        var server = new LoopbackSshServer { _within = within };
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
                await server.ListenAsync(firstInPath, cancellationToken);
                return server;
            }
            catch (InvalidOperationException) when (tries < 3)
            {
                // Somebody took the port in between.
            }
        }
    }

    /// <summary>A client that knows the server and has its key.</summary>
    public SshClient Client() => new(Name, config: Config);

    /// <inheritdoc/>
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

    private async Task ListenAsync(string firstInPath, CancellationToken cancellationToken)
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
            SetEnv PATH={firstInPath}:/usr/bin:/bin

            """);
        File.WriteAllText(KnownHosts, $"[127.0.0.1]:{port} {File.ReadAllText(_folder.File("host.pub"))}");
        File.WriteAllText(Config, $"""
            Host {Name}
              HostName 127.0.0.1
              Port {port}
              User {Environment.UserName}
              IdentityFile {_folder.File("user")}
              IdentitiesOnly yes
              UserKnownHostsFile {KnownHosts}
              GlobalKnownHostsFile /dev/null
              StrictHostKeyChecking yes

            """);
        string[] command = [.. _within, "/usr/sbin/sshd", "-D", "-f", _folder.File("sshd_config"), "-E", Log];
        _server = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        while (!await IsListeningAsync(cancellationToken))
        {
            if (_server.HasExited)
            {
                throw new InvalidOperationException($"sshd ended: {(File.Exists(Log) ? File.ReadAllText(Log) : "it did not come to its start")}");
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
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException($"ssh-keygen: {made.Error}");
        }
    }
}
