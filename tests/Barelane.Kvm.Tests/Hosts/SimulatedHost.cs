using Barelane.Kvm.Boot;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>A host under control without a shell: a tree of files behind which a simulated kernel and a few programs stand.</summary>
internal sealed class SimulatedHost : IHostControl
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    private readonly FaultLine _line;
    private SemaphoreSlim _lock = new(1);

    public SimulatedHost(HostTree tree, FaultLine line)
    {
        Tree = tree;
        _line = line;
        Kernel = new SimulatedKernel(tree);
        tree.Folder("/run/systemd/system");
        Kernel.Boot();
        Run("update-grub", []);
    }

    private const string Enabled = "/etc/systemd/system/multi-user.target.wants/";

    public HostTree Tree { get; }

    public SimulatedKernel Kernel { get; }

    /// <summary>The programs that are installed.</summary>
    public HashSet<string> Programs { get; } = ["systemctl", "update-grub", "modprobe", "id", "uname"];

    /// <summary>Every program that was run, with its arguments.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>Programs whose line begins so say that they did it, and did not.</summary>
    public string? Ignores { get; set; }

    /// <summary>Programs whose line begins so are refused.</summary>
    public string? Refuses { get; set; }

    /// <summary>Tells whether something that was begun about a subject is still under way.</summary>
    public Func<string, bool> IsAtWork { get; set; } = _ => false;

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

        await _line.WriteAsync(() => Kernel.Write(path, value), WorkSubject.Of(path, value), limit).WaitAsync(cancellationToken);
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
    }, WorkSubject.Of(path), Usual).WaitAsync(cancellationToken);

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

        if (program == "systemctl" && arguments[0] == "list-jobs")
        {
            return IsAtWork("reboot") ? "12 reboot.target start waiting\n" : "";
        }

        Ran.Add(string.Join(' ', [program, .. arguments]));
        if (Refuses is { } refused && Ran[^1].StartsWith(refused, StringComparison.Ordinal))
        {
            throw HostProblems.Refused("rack7", $"running '{program}'", "Failed: Read-only file system");
        }

        if (Ignores is { } ignored && Ran[^1].StartsWith(ignored, StringComparison.Ordinal))
        {
            return "";
        }

        await _line.WriteAsync(() => Run(program, arguments), program == "systemctl" && arguments[0] == "reboot" ? "reboot" : WorkSubject.Of([.. arguments]), limit).WaitAsync(cancellationToken);
        return "";
    }

    public Task<bool> IsAtWorkAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken) => Task.FromResult(subjects.Any(IsAtWork));

    /// <summary>How long somebody waits for the lock, in real time.</summary>
    public TimeSpan LockPatience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Locks stay held until their holders are gone.</summary>
    public bool KeepsLocks { get; set; }

    /// <summary>The process that held the lock is gone, and the lock with it.</summary>
    public void ForgetLock() => _lock = new SemaphoreSlim(1);

    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var taken = _lock;
        if (!await taken.WaitAsync(LockPatience, cancellationToken))
        {
            throw HostProblems.Locked("rack7");
        }

        return new Held(taken, KeepsLocks);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts anew: domains and what was not written to a disk are gone; what the boot unit follows is done.</summary>
    public void Reboot()
    {
        if (!Tree.Files.Exists(KernelPaths.Maintenance).Value)
        {
            Violations.Add("The host was rebooted outside of maintenance.");
        }

        Restart();
    }

    /// <summary>Starts anew, whoever wanted it.</summary>
    public void Restart()
    {
        GoingDown?.Invoke();
        Kernel.Boot();
        if (Tree.Files.Exists(Enabled + "barelane-boot.service").Value || Tree.Files.ReadLink(Enabled + "barelane-boot.service").HasValue)
        {
            BootUnit();
        }
    }

    /// <summary>What an order to reboot comes to, where it is not a reboot at once.</summary>
    public Action? RebootOrdered { get; set; }

    /// <summary>What happens when the host goes down.</summary>
    public Action? GoingDown { get; set; }

    /// <summary>What was done that no careful program does.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>What the script of the boot unit does.</summary>
    private void BootUnit()
    {
        var files = Tree.Files.List(OwnTraces.BootFolder).Or([])
            .Select(address => (Address: address, Values: Uevent.Parse(Tree.Files.ReadText($"{OwnTraces.BootFolder}/{address}").Or("")))).ToList();
        foreach (var (address, values) in files.Where(f => f.Values.ContainsKey("virtual-functions")))
        {
            Kernel.Write($"/sys/bus/pci/devices/{address}/sriov_numvfs", values["virtual-functions"]);
        }

        foreach (var (address, values) in files.Where(f => f.Values.ContainsKey("driver")))
        {
            Kernel.Load(values["driver"]);
            Kernel.Write($"/sys/bus/pci/devices/{address}/driver_override", values["driver"]);
            if (Kernel.DriverOf(address) is { } now)
            {
                Kernel.Write($"/sys/bus/pci/drivers/{now}/unbind", address);
            }

            Kernel.Write("/sys/bus/pci/drivers_probe", address);
        }

        foreach (var (address, values) in files.Where(f => f.Values.ContainsKey("vgpu-type")))
        {
            Kernel.Write($"/sys/bus/pci/devices/{address}/nvidia/current_vgpu_type", values["vgpu-type"]);
        }
    }

    private void Run(string program, IReadOnlyList<string> arguments)
    {
        switch (program)
        {
            case "modprobe":
                Kernel.Load(arguments[0]);
                break;
            case "systemctl" when arguments[0] == "reboot":
                (RebootOrdered ?? Reboot)();
                break;
            case "systemctl" when arguments[0] == "enable":
                Tree.Remove(Enabled + arguments[^1]).Link(Enabled + arguments[^1], "../" + arguments[^1]);
                break;
            case "systemctl" when arguments[0] == "disable":
                Tree.Remove(Enabled + arguments[^1]);
                break;
            case "/usr/lib/nvidia/sriov-manage":
                Kernel.Write($"/sys/bus/pci/devices/{arguments[1]}/sriov_numvfs", arguments[0] == "-e" ? Tree.Files.ReadText($"/sys/bus/pci/devices/{arguments[1]}/sriov_totalvfs").Value : "0");
                break;
            case "update-grub":
                Tree.Write("/boot/grub/arguments", $"BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro {BootFile.Find(Tree.Files).Value.CommandLine}");
                break;
        }
    }

    private sealed class Held(SemaphoreSlim semaphore, bool isKept) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            if (!isKept)
            {
                semaphore.Release();
            }

            return ValueTask.CompletedTask;
        }
    }
}
