using System.Diagnostics;

namespace Barelane.Kvm.Shell;

/// <summary>
/// Shells of another machine, through the system's ssh client: its configuration, keys and known hosts are the user's own. One connection
/// carries all of them. It never asks for anything: what can't be done without asking fails.
/// </summary>
internal sealed class SshTransport : IShellTransport
{
    private const int SshFailed = 255;
    private readonly string _program;
    private readonly string _sockets;
    private readonly int? _port;
    private readonly string? _key;

    /// <summary>Prepares; connects with the first shell.</summary>
    /// <param name="destination"><c>user@host</c> or <c>host</c>, as ssh takes it.</param>
    /// <param name="port">The port; null for what ssh's configuration says.</param>
    /// <param name="key">A private key's file; null for what ssh's configuration says.</param>
    /// <param name="program">The client's name or path.</param>
    public SshTransport(string destination, int? port = null, string? key = null, string program = "ssh")
    {
        if (destination.Length == 0 || destination[0] == '-')
        {
            throw new ArgumentException($"'{destination}' is no destination of ssh.", nameof(destination));
        }

        Host = destination;
        _program = program;
        _port = port;
        _key = key;
        _sockets = Directory.CreateTempSubdirectory("barelane-").FullName;
    }

    /// <inheritdoc/>
    public string Host { get; }

    /// <inheritdoc/>
    public bool IsLost(int exitCode) => exitCode == SshFailed;

    /// <inheritdoc/>
    public ProcessStartInfo Start(string script)
    {
        // The account's own shell may be any: all it has to understand are words between single quotes.
        var start = Client();
        start.ArgumentList.Add("-T");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(Host);
        start.ArgumentList.Add($"exec env LC_ALL=C /bin/sh -c '{script}'");
        return start;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var start = Client();
        start.ArgumentList.Add("-O");
        start.ArgumentList.Add("exit");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(Host);
        if (Directory.EnumerateFileSystemEntries(_sockets).Any())
        {
            await ShellChild.RunAsync(start, ReadOnlyMemory<byte>.Empty, TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }

        try
        {
            Directory.Delete(_sockets, recursive: true);
        }
        catch (IOException)
        {
            // It lies in the folder for temporary files.
        }
    }

    private ProcessStartInfo Client()
    {
        var start = new ProcessStartInfo(_program);
        string[] options =
        [
            "BatchMode=yes", "ConnectTimeout=15", "ServerAliveInterval=15", "ServerAliveCountMax=4",
            "ControlMaster=auto", "ControlPersist=60", $"ControlPath={Path.Combine(_sockets, "%C")}",
        ];
        foreach (var option in options)
        {
            start.ArgumentList.Add("-o");
            start.ArgumentList.Add(option);
        }

        if (_port is { } port)
        {
            start.ArgumentList.Add("-p");
            start.ArgumentList.Add(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (_key is { } key)
        {
            start.ArgumentList.Add("-i");
            start.ArgumentList.Add(key);
        }

        return start;
    }
}
