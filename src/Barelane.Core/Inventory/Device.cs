using System.Collections.Frozen;
using Barelane.Core.Facts;

namespace Barelane.Core.Inventory;

/// <summary>A PCI function of a host, as the hypervisor shows it.</summary>
public sealed record Device
{
    // Only a host's own kernel tells these: a fleet of thousands of hosts behind a manager has one object for all its functions.
    private DeviceHardware _hardware = DeviceHardware.NotAsked;

    /// <summary>Identity by place: host and address.</summary>
    public required ObjectRef Ref { get; init; }

    /// <summary>The function's address.</summary>
    public required PciAddress Address { get; init; }

    /// <summary>Vendor, device and subsystem ids.</summary>
    public required PciId Id { get; init; }

    /// <summary>The class code.</summary>
    public required PciClass Class { get; init; }

    /// <summary>The vendor's name as the hypervisor gives it; empty where it gives none.</summary>
    public string VendorName { get; init; } = "";

    /// <summary>The model as the hypervisor gives it; empty where it gives none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What stays with the card when it moves: serial number or GPU UUID.</summary>
    public Observed<string> Serial { get; init; }

    /// <summary>The state, and by it what may be done.</summary>
    public Observed<DeviceState> State { get; init; }

    /// <summary>Whether passthrough is wanted for it (the wish; <see cref="State"/> is the fact).</summary>
    public Observed<bool> PassthroughWanted { get; init; }

    /// <summary>VMs that hold this function: by fixed address in their configuration (more than one where several are configured for it), or by description while they run.</summary>
    public IReadOnlyList<ObjectRef> HeldBy { get; init; } = [];

    /// <summary>Another function or bridge that the host must give up with it, where the hypervisor names one.</summary>
    public Observed<PciAddress> DependsOn { get; init; }

    /// <summary>The bridge above it.</summary>
    public Observed<PciAddress> ParentBridge { get; init; }

    /// <summary>The label an administrator gave it (vSphere 7.0 and later: the hardware label of Dynamic DirectPath I/O).</summary>
    public Observed<string> Label { get; init; }

    /// <summary>Whether a plan may give it a label that it has not got yet: on Hyper-V a label is the pool that a device is put into.</summary>
    public bool TakesLabel { get; init; }

    /// <summary>Memory on the card (framebuffer) in MiB.</summary>
    public Observed<long> MemoryMiB { get; init; }

    /// <summary>Total of its 64-bit prefetchable BARs in MiB.</summary>
    public Observed<long> BarMiB { get; init; }

    /// <summary>
    /// The 64-bit MMIO window in GiB that the vendor publishes for a VM with one such card; filled from the card catalogue, as no
    /// hypervisor tells it.
    /// </summary>
    public Observed<int> VendorMmioGiB { get; init; }

    /// <summary>What is known to go wrong with this model, a sentence each; filled from the card catalogue.</summary>
    public Observed<IReadOnlyList<string>> KnownTrouble { get; init; }

    /// <summary>
    /// What is known of this card in this server under this hypervisor; filled from the catalogue of combinations. Unreadable where that depends on what
    /// could not be read of the host.
    /// </summary>
    public Observed<IReadOnlyList<KnownCombination>> Combinations { get; init; }

    /// <summary>The isolation (IOMMU) group, where the hypervisor has the notion.</summary>
    public Observed<string> IsolationGroup { get; init; }

    /// <summary>The NUMA node the slot hangs on.</summary>
    public Observed<int> NumaNode { get; init; }

    /// <summary>The host driver bound to it.</summary>
    public Observed<string> Driver { get; init; }

    /// <summary>Whether the host's console is drawn by it.</summary>
    public Observed<bool> IsHostConsole { get; init; }

    /// <summary>Whether the host boots from it or from something behind it.</summary>
    public Observed<bool> CarriesHostBoot { get; init; }

    /// <summary>What the host itself uses it for now, as a part of a sentence: <c>disk 'nvme0n1' with '/'</c>, <c>network 'eno1', which is up</c>; absent for nothing.</summary>
    public Observed<string> HostUse
    {
        get => _hardware.HostUse;
        init => _hardware = _hardware with { HostUse = value };
    }

    /// <summary>Who has it open now (process id and name, <c>1234:Xorg</c>); empty for nobody.</summary>
    public Observed<IReadOnlyList<string>> Users
    {
        get => _hardware.Users;
        init => _hardware = _hardware with { Users = value };
    }

    /// <summary>Ways to reset it, the first used first: <c>flr</c>, <c>pm</c>, <c>bus</c>; empty where there is none.</summary>
    public Observed<IReadOnlyList<string>> ResetMethods
    {
        get => _hardware.ResetMethods;
        init => _hardware = _hardware with { ResetMethods = value };
    }

    /// <summary>Its power state as its host's kernel tells it: <c>D0</c>, <c>D3hot</c>, <c>D3cold</c>, <c>unknown</c> where no driver has it.</summary>
    public Observed<string> PowerState
    {
        get => _hardware.PowerState;
        init => _hardware = _hardware with { PowerState = value };
    }

    /// <summary>The driver that another tool of the host binds it to at boot; absent for none.</summary>
    public Observed<string> OverrideAtBoot
    {
        get => _hardware.OverrideAtBoot;
        init => _hardware = _hardware with { OverrideAtBoot = value };
    }

    /// <summary>Its PCI Express link.</summary>
    public Observed<PciLink> Link
    {
        get => _hardware.Link;
        init => _hardware = _hardware with { Link = value };
    }

    /// <summary>Its BARs, those without an address included.</summary>
    public Observed<IReadOnlyList<PciBar>> Bars
    {
        get => _hardware.Bars;
        init => _hardware = _hardware with { Bars = value };
    }

    /// <summary>The largest size its resizable BAR can have, in MiB; absent where it has none.</summary>
    public Observed<long> ResizableToMiB
    {
        get => _hardware.ResizableToMiB;
        init => _hardware = _hardware with { ResizableToMiB = value };
    }

    /// <summary>Whether firmware keeps memory of its own reachable by the device (RMRR), so that it can't be given away.</summary>
    public Observed<bool> ReservedByFirmware
    {
        get => _hardware.ReservedByFirmware;
        init => _hardware = _hardware with { ReservedByFirmware = value };
    }

    /// <summary>Its virtual functions; absent where it can have none.</summary>
    public Observed<VirtualFunctions> VirtualFunctions
    {
        get => _hardware.VirtualFunctions;
        init => _hardware = _hardware with { VirtualFunctions = value };
    }

    /// <summary>The function whose virtual function it is; absent for any other.</summary>
    public Observed<PciAddress> PhysicalFunction
    {
        get => _hardware.PhysicalFunction;
        init => _hardware = _hardware with { PhysicalFunction = value };
    }

    /// <summary>Whether hardware keeps its traffic from other devices on its way up (ACS), as the hypervisor judges it.</summary>
    public Observed<bool> IsIsolated
    {
        get => _hardware.IsIsolated;
        init => _hardware = _hardware with { IsIsolated = value };
    }

    /// <summary>What it is on PCI Express: <c>endpoint</c>, <c>legacy-endpoint</c>, <c>integrated-endpoint</c>, <c>firmware-controlled</c> (firmware kept control), <c>other</c>.</summary>
    public Observed<string> ExpressKind
    {
        get => _hardware.ExpressKind;
        init => _hardware = _hardware with { ExpressKind = value };
    }

    /// <summary>How it interrupts: <c>message</c>, <c>line</c>, <c>none</c>.</summary>
    public Observed<string> Interrupts
    {
        get => _hardware.Interrupts;
        init => _hardware = _hardware with { Interrupts = value };
    }

    /// <summary>Fields that only this hypervisor has, by name, in their planner's notation; a name that is missing is unset.</summary>
    public IReadOnlyDictionary<string, Observed<string>> Settings { get; init; } = FrozenDictionary<string, Observed<string>>.Empty;

    /// <summary>How the host uses the card for graphics: <c>basic</c>, <c>shared</c>, <c>sharedDirect</c>, <c>direct</c>.</summary>
    public Observed<string> GraphicsType { get; init; }

    /// <summary>Slices it can be cut into, where told per card.</summary>
    public Observed<IReadOnlyList<SliceProfile>> Profiles { get; init; }

    /// <summary>
    /// What has to change on the host before the card can be cut into slices and tells its profiles, as a sentence part: <c>the graphics type 'sharedDirect'
    /// (it is 'shared')</c>. Given only where an adapter can make that change; Absent where nothing of the kind is in the way.
    /// </summary>
    public Observed<string> SlicesWaitFor { get; init; }

    /// <summary>A display or accelerator that is no management controller's: what people mean by a GPU.</summary>
    public bool IsGpu => Class.IsGpu && Id.Vendor is not (0x15ad or 0x102b or 0x1a03 or 0x1234 or 0x1013);
}
