using System.Diagnostics;
using System.Globalization;

namespace Barelane.Ssh;

/// <summary>
/// The system's ssh client: its configuration, keys and known hosts are the user's own. One connection carries all commands where the client can
/// do that. It never asks for anything: what can't be done without asking fails. Whether a host's key is the right one is ssh's decision alone.
/// </summary>
public sealed class SshClient : IAsyncDisposable
{
    /// <summary>The exit status that is ssh's own word for a failed connection, and not the command's.</summary>
    public const int Failed = 255;

    // A socket's path ends within 104 bytes on some systems; ssh puts a hash of 40 digits and 18 of its own behind the folder.
    private const int LongestFolder = 104 - 40 - 18 - 2;

    private readonly string _program;
    private readonly string? _sockets;
    private readonly int? _port;
    private readonly string? _key;
    private readonly string? _config;

    /// <summary>Prepares; connects with the first command.</summary>
    /// <param name="destination"><c>user@host</c> or <c>host</c>, as ssh takes it.</param>
    /// <param name="port">The port; null for what ssh's configuration says.</param>
    /// <param name="key">A private key's file; null for what ssh's configuration says.</param>
    /// <param name="program">The client's name or path.</param>
    /// <param name="config">A configuration file in the place of the user's; null for the user's.</param>
    /// <exception cref="ArgumentException">The destination would be read as an option.</exception>
    public SshClient(string destination, int? port = null, string? key = null, string program = "ssh", string? config = null)
    {
        if (destination.Length == 0 || destination[0] == '-')
        {
            throw new ArgumentException($"'{destination}' is no destination of ssh.", nameof(destination));
        }

        Destination = destination;
        _program = program;
        _port = port;
        _key = key;
        _config = config;
        _sockets = SocketFolder();
    }

    /// <summary>Where it connects to.</summary>
    public string Destination { get; }

    /// <summary>How to start a command there.</summary>
    /// <param name="command">One command line, in the words of the account's shell; a constant of this program, never with a name or a value in it.</param>
    public ProcessStartInfo Start(string command)
    {
        var start = Client();
        start.ArgumentList.Add("-T");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(Destination);
        start.ArgumentList.Add(command);
        return start;
    }

    /// <summary>Ends the shared connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_sockets is null)
        {
            return;
        }

        var start = Client();
        start.ArgumentList.Add("-O");
        start.ArgumentList.Add("exit");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(Destination);
        try
        {
            if (Directory.EnumerateFileSystemEntries(_sockets).Any())
            {
                await Child.RunAsync(start, ReadOnlyMemory<byte>.Empty, TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }

            Directory.Delete(_sockets, recursive: true);
        }
        catch (IOException)
        {
            // It lies in the folder for temporary files, or was disposed before.
        }
    }

    /// <summary>Windows' own client can't share a connection, and a long path can't hold a socket: each command then connects by itself.</summary>
    private static string? SocketFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("barelane-").FullName;
        if (folder.Length <= LongestFolder)
        {
            return folder;
        }

        Directory.Delete(folder);
        return null;
    }

    private ProcessStartInfo Client()
    {
        var start = new ProcessStartInfo(_program);
        if (_config is not null)
        {
            start.ArgumentList.Add("-F");
            start.ArgumentList.Add(_config);
        }

        List<string> options = ["BatchMode=yes", "ConnectTimeout=15", "ServerAliveInterval=15", "ServerAliveCountMax=4"];
        if (_sockets is not null)
        {
            options.AddRange(["ControlMaster=auto", "ControlPersist=60", $"ControlPath={Path.Combine(_sockets, "%C")}"]);
        }

        foreach (var option in options)
        {
            start.ArgumentList.Add("-o");
            start.ArgumentList.Add(option);
        }

        if (_port is { } port)
        {
            start.ArgumentList.Add("-p");
            start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        }

        if (_key is { } key)
        {
            start.ArgumentList.Add("-i");
            start.ArgumentList.Add(key);
        }

        return start;
    }
}
