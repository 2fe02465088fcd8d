using Barelane.TestKit;
using Barelane.TestKit.Ssh;

namespace Barelane.Remote.Tests.Guests;

/// <summary>
/// This machine as a VM's guest: an ssh server that lives in a mount namespace of its own, in which /etc, /usr/local/lib and /var/lib are copies or empty folders, so
/// that what is put there is really there, for the system's own OpenCL loader as well, and nowhere else. Needs root, as a guest's account does.
/// </summary>
internal sealed class MachineAsGuest : IAsyncDisposable
{
    private const string Surroundings = """
        set -e
        cp -a /etc "$0/etc"
        mkdir "$0/usr-local-lib" "$0/var-lib"
        mount --bind "$0/etc" /etc
        mount --bind "$0/usr-local-lib" /usr/local/lib
        mount --bind "$0/var-lib" /var/lib
        exec "$@"
        """;

    private readonly TemporaryFolder _folder;
    private readonly LoopbackSshServer _server;

    private MachineAsGuest(TemporaryFolder folder, LoopbackSshServer server) => (_folder, _server) = (folder, server);

    /// <summary>A folder with an <c>ssh</c> that finds this guest and has its key.</summary>
    public string Programs => _folder.File("programs");

    /// <summary>What the guest has in the folders that are its own, with files' sizes.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. new[] { "etc", "usr-local-lib", "var-lib" }
            .SelectMany(f => new DirectoryInfo(_folder.File(f)).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            .Select(e => e is FileInfo { LinkTarget: null } file ? $"{file.FullName[_folder.Path.Length..]} {file.Length}" : e.FullName[_folder.Path.Length..])
            .Order(StringComparer.Ordinal),
    ];

    public static async Task<MachineAsGuest> StartAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var server = await LoopbackSshServer.StartAsync(Directory.CreateDirectory(folder.File("guest-programs")).FullName, cancellationToken, "unshare", "--mount", "/bin/sh", "-c", Surroundings, folder.Path);
        var guest = new MachineAsGuest(folder, server);
        ScriptFile.Write(Path.Combine(Directory.CreateDirectory(guest.Programs).FullName, "ssh"), $"#!/bin/sh\nexec /usr/bin/ssh -F '{server.Config}' \"$@\"\n");

        return guest;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
