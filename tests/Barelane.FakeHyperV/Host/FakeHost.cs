using Barelane.FakeHyperV.Cmdlets;
using Barelane.FakeHyperV.Language;

namespace Barelane.FakeHyperV.Host;

/// <summary>
/// A Windows machine with Hyper-V, as a state that cmdlets read and change. It behaves and fails as documented (reference/hyperv.md §1 to §3 and §6); what nobody verified is a switch.
/// </summary>
public sealed class FakeHost : IMachine
{
    private readonly List<(DateTimeOffset Due, Action Action)> _later = [];

    /// <summary>The host on which this thread is the virtual account of a restricted session.</summary>
    [ThreadStatic]
    private static FakeHost? _virtualAccountOf;

    public FakeHost(HostEdition edition, TimeProvider? time = null)
    {
        Edition = edition;
        Time = time ?? TimeProvider.System;
        Booted = Time.GetUtcNow() - TimeSpan.FromDays(3);
        Fail = new Failures(this);
    }

    public HostEdition Edition { get; }

    public TimeProvider Time { get; }

    public HostSwitches Switches { get; init; } = new();

    /// <summary>The language of its messages.</summary>
    public string Culture { get; set; } = "en-US";

    public string Name { get; init; } = "HV01";

    public Guid Uuid { get; init; } = Guid.Parse("4c4c4544-0042-3510-8031-b4c04f4e3732");

    /// <summary>Whether the account's token is elevated; in a restricted session that of its virtual account counts.</summary>
    public bool IsElevated
    {
        get => field || _virtualAccountOf == this;
        set;
    } = true;

    /// <summary>Whether the account is in the group Hyper-V Administrators, which lets it change VMs without elevation and nothing of the host's own.</summary>
    public bool IsHyperVAdministrator { get; set; }

    /// <summary>Restricted sessions (JEA) that are registered, by name.</summary>
    public SortedDictionary<string, FakeEndpoint> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool HasModule { get; set; } = true;

    public bool ServiceRuns { get; set; } = true;

    /// <summary>Get-VMHost's IovSupport.</summary>
    public bool Iov { get; set; } = true;

    public IReadOnlyList<string> IovReasons { get; set; } = [];

    /// <summary>bcdedit's hypervisoriommupolicy is disable.</summary>
    public bool IommuDisabled { get; set; }

    /// <summary>How many bits a physical address has.</summary>
    public int PhysicalBits { get; set; } = 46;

    public ulong MemoryBytes { get; set; } = 256ul << 30;

    /// <summary>Memory of one NUMA node; a VM has to fit into one where <see cref="NumaSpanning"/> is off.</summary>
    public ulong NumaNodeBytes { get; set; } = 128ul << 30;

    public bool NumaSpanning { get; set; } = true;

    public DateTimeOffset Booted { get; set; }

    public bool RebootPending { get; set; }

    public FakeCluster? Cluster { get; set; }

    public List<FakeDevice> Devices { get; } = [];

    public List<FakeVm> Vms { get; } = [];

    public List<FakePartitionableGpu> Gpus { get; } = [];

    /// <summary>Cards that RemoteFX may use, by name.</summary>
    public SortedDictionary<string, bool> RemoteFx { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Optional features of Windows, by name, and whether they are on (win32 docs, Win32_OptionalFeature).</summary>
    public SortedDictionary<string, bool> Features { get; } = new(StringComparer.OrdinalIgnoreCase) { ["Microsoft-Hyper-V"] = true };

    /// <summary>Entries of its event logs.</summary>
    public List<(string Log, DateTime Time, int Id, string Message)> Events { get; } = [];

    /// <summary>Resource pools for PCI Express devices, by name.</summary>
    public SortedSet<string> Pools { get; } = new(StringComparer.OrdinalIgnoreCase);

    public FakeRegistry Registry { get; } = new();

    /// <summary>Files of the host, by path.</summary>
    public SortedDictionary<string, FakeFile> Files { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders that were made, beside those that files need.</summary>
    public SortedSet<string> Folders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Disks that are mounted, by drive letter, each with the VM they belong to.</summary>
    public SortedDictionary<char, FakeVm> Mounted { get; } = [];

    public FaultRules Faults { get; } = new();

    /// <summary>Every call that changed something, in order.</summary>
    public List<string> Changes { get; } = [];

    internal Failures Fail { get; }

    internal Lock Gate { get; } = new();

    ICmdlet? IMachine.Find(string name) => HostCmdlets.Find(this, name);

    object? IMachine.Static(string type, string member, IReadOnlyList<object?>? arguments) => HostStatics.Answer(this, type, member, arguments);

    /// <summary>Does something as the administrator that a restricted session's virtual account is.</summary>
    internal T AsVirtualAccount<T>(Func<T> action)
    {
        _virtualAccountOf = this;
        try
        {
            return action();
        }
        finally
        {
            _virtualAccountOf = null;
        }
    }

    /// <summary>Lets something happen after a while; it is seen by the next call after that.</summary>
    internal void Later(TimeSpan wait, Action action) => _later.Add((Time.GetUtcNow() + wait, action));

    /// <summary>Lets happen what is due.</summary>
    internal void Settle()
    {
        foreach (var due in _later.Where(l => l.Due <= Time.GetUtcNow()).OrderBy(l => l.Due).ToList())
        {
            _later.Remove(due);
            due.Action();
        }
    }

    internal FakeDevice? At(string locationPath) => Devices.Find(d => !d.IsGone && string.Equals(d.LocationPath, locationPath, StringComparison.OrdinalIgnoreCase));

    internal FakeVm? Vm(Guid id) => Vms.Find(v => v.Id == id);
}
