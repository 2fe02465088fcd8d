using Barelane.Kvm.Boot;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>A host under control without a shell: a tree of files behind which a simulated kernel and a few programs stand.</summary>
internal sealed class SimulatedHost : IHostControl
{
    private readonly FaultLine _line;
    private readonly SemaphoreSlim _lock = new(1);

    public SimulatedHost(HostTree tree, FaultLine line)
    {
        Tree = tree;
        _line = line;
        Kernel = new SimulatedKernel(tree);
        Kernel.Boot();
        Run("update-grub", []);
    }

    public HostTree Tree { get; }

    public SimulatedKernel Kernel { get; }

    /// <summary>The programs that are installed.</summary>
    public HashSet<string> Programs { get; } = ["systemctl", "update-grub", "modprobe", "id", "uname"];

    /// <summary>Every program that was run, with its arguments.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>What <c>id -u</c> says.</summary>
    public string User { get; set; } = "0";

    public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return SimulatedKernel.IsWriteOnly(path)
            ? throw HostProblems.Refused("rack7", $"reading '{path}'", $"cat: {path}: Permission denied")
            : Task.FromResult(Tree.Files.ReadBytes(path) is { HasValue: true } found ? found.Value : null);
    }

    public Task<bool> ExistsAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Tree.Files.Exists(path).Value);

    public Task<string?> ReadLinkNameAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult(Tree.Files.ReadLinkName(path) is { HasValue: true } found ? found.Value : null);

    public async Task WriteAttributeAsync(string path, string value, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Tree.Files.Exists(path).Value)
        {
            throw HostProblems.Missing("rack7", path);
        }

        if (Kernel.Hangs == path)
        {
            throw HostProblems.GivenUp("rack7", $"writing '{value}' to '{path}'", limit);
        }

        await _line.WriteAsync(() => Kernel.Write(path, value)).WaitAsync(cancellationToken);
    }

    public Task ReplaceFileAsync(string path, byte[]? content, string? expected, CancellationToken cancellationToken) => _line.WriteAsync(() =>
    {
        var now = Tree.Files.ReadBytes(path);
        var hash = now.HasValue ? Sha256Text.Of(now.Value) : null;
        if (hash != expected)
        {
            throw HostProblems.Changed("rack7", path, expected, hash ?? "");
        }

        if (content is null)
        {
            Tree.Remove(path);
        }
        else
        {
            Tree.Folder(path[..path.LastIndexOf('/')]).Bytes(path, content);
        }
    }).WaitAsync(cancellationToken);

    public Task<bool> HasProgramAsync(string program, CancellationToken cancellationToken) => Task.FromResult(Programs.Contains(program));

    public async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!Programs.Contains(program))
        {
            throw HostProblems.Refused("rack7", $"running '{program}'", $"/bin/sh: 1: exec: {program}: not found");
        }

        if (program == "id")
        {
            return User + "\n";
        }

        if (program == "uname")
        {
            return "6.1.0-56-amd64\n";
        }

        Ran.Add(string.Join(' ', [program, .. arguments]));
        await _line.WriteAsync(() => Run(program, arguments)).WaitAsync(cancellationToken);
        return "";
    }

    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        return new Held(_lock);
    }

    public ValueTask DisposeAsync()
    {
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run(string program, IReadOnlyList<string> arguments)
    {
        switch (program)
        {
            case "modprobe":
                Kernel.Load(arguments[0]);
                break;
            case "systemctl" when arguments[0] == "reboot":
                Kernel.Boot();
                break;
            case "update-grub":
                Tree.Write("/boot/grub/arguments", $"BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro {BootFile.Find(Tree.Files).Value.CommandLine}");
                break;
        }
    }

    private sealed class Held(SemaphoreSlim semaphore) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            semaphore.Release();
            return ValueTask.CompletedTask;
        }
    }
}
