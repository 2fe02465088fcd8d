using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Core.Tests.Rules;

/// <summary>
/// A fleet in which every fact is read and every rule passes: a vCenter, a cluster of three hosts, an A40 with its audio function on
/// the first, the VM <c>render-01</c> on it and <c>web-03</c> beside it. Each scenario changes one thing.
/// </summary>
internal sealed record RuleWorld
{
    public static readonly ObjectRef SiteRef = new(ObjectKind.Site, "vc-1", "vc-1");
    public static readonly ObjectRef ClusterRef = new(ObjectKind.Cluster, "vc-1", "domain-c8");
    public static readonly ObjectRef HostRef = HostNamed("esx01");
    public static readonly ObjectRef VmRef = VmNamed("render-01");
    public static readonly ObjectRef WebRef = VmNamed("web-03");
    public static readonly PciAddress Card = PciAddress.Parse("0000:3b:00.0");
    public static readonly PciAddress Audio = PciAddress.Parse("0000:3b:00.1");

    public Site Site { get; init; } = new()
    {
        Ref = SiteRef,
        Alias = "dc1",
        Hypervisor = Hypervisor.VSphere,
        Product = "VMware vCenter Server 8.0.3",
        ApiVersion = "8.0.3.0",
        ManagesFleet = true,
    };

    public Cluster Cluster { get; init; } = new()
    {
        Ref = ClusterRef,
        Name = "Cluster-1",
        LoadBalancing = Observed.Read(true),
        Automation = Observed.Read("fullyAutomated"),
        HostFailover = Observed.Read(true),
        AdmissionControl = Observed.Read(true),
        Vsan = Observed.Read(true),
        VsanResyncBytes = Observed.Read(0L),
        Rules = Observed.Read<IReadOnlyList<PlacementRule>>([]),
    };

    public Host Host { get; init; } = Healthy("esx01") with { Devices = [Gpu(), Companion()] };

    public IReadOnlyList<Host> Others { get; init; } = [Healthy("esx02"), Healthy("esx03")];

    public Vm Vm { get; init; } = HealthyVm("render-01");

    public IReadOnlyList<Vm> OtherVms { get; init; } = [HealthyVm("web-03")];

    public Assignment Assignment { get; init; } = new() { Vm = "dc1/render-01", Gpu = new GpuSelector { Model = "A40" }, Way = Way.Direct };

    public WayVariant Variant { get; init; } = WayVariant.DirectFixed;

    public HostNeed HostNeed { get; init; } = HostNeed.Reboot;

    public IReadOnlyList<Want> Wants { get; init; } = [];

    public bool MaintenanceIsOurs { get; init; }

    public bool VmIsNew { get; init; }

    /// <summary>How many times the chosen card is given beyond the first.</summary>
    public int MoreGpus { get; init; }

    /// <summary>Cards that are given beside the chosen one.</summary>
    public IReadOnlyList<PciAddress> AlsoChosen { get; init; } = [];

    public PciAddress Chosen { get; init; } = Card;

    public static ObjectRef HostNamed(string name) => new(ObjectKind.Host, "vc-1", "uuid-" + name);

    public static ObjectRef VmNamed(string name) => new(ObjectKind.Vm, "vc-1", "uuid-" + name);

    public static Host Healthy(string name) => new()
    {
        Ref = HostNamed(name),
        Name = name,
        ClusterId = ClusterRef.Id,
        ServerVendor = Observed.Read("Dell Inc."),
        FirmwareWords = Observed.Read<IReadOnlyDictionary<FirmwareSetting, string>>(new Dictionary<FirmwareSetting, string>
        {
            [FirmwareSetting.Iommu] = "System BIOS > Processor Settings > Virtualization Technology",
            [FirmwareSetting.Above4G] = "System BIOS > Integrated Devices > Memory Mapped I/O above 4GB",
            [FirmwareSetting.MmioSize] = "'Memory Mapped I/O size'",
            [FirmwareSetting.PrimaryDisplay] = "System BIOS > Integrated Devices > Embedded Video Controller",
        }),
        CpuVendor = Observed.Read("intel"),
        MemoryMiB = Observed.Read(512L * 1024),
        FreeMemoryMiB = Observed.Read(400L * 1024),
        Connection = Observed.Read(HostConnection.Connected),
        Maintenance = Observed.Read(false),
        RebootPending = Observed.Read(false),
        Iommu = Observed.Read(true),
        IommuInFirmware = Observed.Read(true),
        InterruptRemapping = Observed.Read(true),
        UnsafeInterruptsAllowed = Observed.Read(false),
        IsolationOverridden = Observed.Read(false),
        AddressBits = Observed.Read(46),
        IommuAddressBits = Observed.Read(48),
        HardwareVirtualization = Observed.Read(true),
        SecureBoot = Observed.Read(false),
        Lockdown = Observed.Read("none"),
        Above4G = Observed.Read(true),
        RebootSupported = Observed.Read(true),
        AssignableHardware = Observed.Read(true),
        DefaultGraphicsType = Observed.Read("sharedDirect"),
        BootsFromUsb = Observed.Read(false),
        Profiles = Observed.Read<IReadOnlyList<SliceProfile>>([Profile()]),
        Storage = ["ds-1"],
        Networks = ["net-1"],
    };

    public static SliceProfile Profile() => new()
    {
        Name = "nvidia_a40-8q",
        MemoryMiB = Observed.Read(8L * 1024),
        Free = Observed.Read(4),
        MigrationSupported = Observed.Read(true),
        SuspendSupported = Observed.Read(true),
        MemorySnapshotSupported = Observed.Read(true),
        DiskSnapshotSupported = Observed.Read(true),
    };

    public static Device Gpu() => new()
    {
        Ref = ObjectRef.Device(HostRef, Card),
        Address = Card,
        Id = new PciId(PciId.Nvidia, 0x2235),
        Class = new PciClass(0x0302),
        VendorName = "NVIDIA Corporation",
        Name = "A40",
        State = Observed.Read(DeviceState.HostOwned),
        DependsOn = Observed.Read(Card),
        ParentBridge = Observed.Read(PciAddress.Parse("0000:3a:00.0")),
        MemoryMiB = Observed.Read(48L * 1024),
        BarMiB = Observed.Read(64L * 1024),
        VendorMmioGiB = Observed.Read(128),
        KnownTrouble = Observed.Read<IReadOnlyList<string>>([]),
        Combinations = Observed.Read<IReadOnlyList<KnownCombination>>([]),
        Label = Observed.Read("gold"),
        IsHostConsole = Observed.Read(false),
        CarriesHostBoot = Observed.Read(false),
        GraphicsType = Observed.Read("sharedDirect"),
        IsolationGroup = Observed.Read("12"),
        Driver = Observed.Read("nvidia"),
        HostUse = Observed<string>.Absent,
        Users = Observed.Read<IReadOnlyList<string>>([]),
        ResetMethods = Observed.Read<IReadOnlyList<string>>(["flr", "bus"]),
        PowerState = Observed.Read("D0"),
        OverrideAtBoot = Observed<string>.Absent,
        Link = Observed.Read(new PciLink(2.5, 16, 16, 16)),
        Bars = Observed.Read<IReadOnlyList<PciBar>>([new(1, 64L << 30, 0xe000000000, Is64Bit: true, IsPrefetchable: true)]),
        ResizableToMiB = Observed<long>.Absent,
        ReservedByFirmware = Observed.Read(false),
    };

    public static Device Companion() => Gpu() with
    {
        Ref = ObjectRef.Device(HostRef, Audio),
        Address = Audio,
        Id = new PciId(PciId.Nvidia, 0x1aef),
        Class = new PciClass(0x0403),
        Name = "GA102 High Definition Audio Controller",
        MemoryMiB = Observed<long>.Absent,
        BarMiB = Observed.Read(0L),
        VendorMmioGiB = Observed<int>.Absent,
    };

    public static Device Drive(string address) => Gpu() with
    {
        Ref = ObjectRef.Device(HostRef, PciAddress.Parse(address)),
        Address = PciAddress.Parse(address),
        Id = new PciId(0x144d, 0xa80a),
        Class = new PciClass(0x0108),
        Name = "NVMe SSD PM9A3",
        DependsOn = Observed.Read(PciAddress.Parse(address)),
        IsolationGroup = Observed.Read("20-" + address),
        MemoryMiB = Observed<long>.Absent,
        BarMiB = Observed.Read(0L),
        VendorMmioGiB = Observed<int>.Absent,
        Serial = Observed<string>.Absent,
    };

    public static Vm HealthyVm(string name) => new()
    {
        Ref = VmNamed(name),
        Name = name,
        Path = "DC0/vm/" + name,
        Host = HostRef,
        Power = Observed.Read(PowerState.On),
        Firmware = Observed.Read("efi"),
        SecureBoot = Observed.Read(false),
        HardwareVersion = Observed.Read("vmx-20"),
        MemoryMiB = Observed.Read(32L * 1024),
        Cpus = Observed.Read(16),
        ReservationMiB = Observed.Read(0L),
        ReservationLocked = Observed.Read(false),
        MemoryLimitMiB = Observed<long>.Absent,
        Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>()),
        Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([]),
        Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([]),
        AutomationOverride = Observed<string>.Absent,
        FaultTolerance = Observed.Read(false),
        NestedVirtualization = Observed.Read(false),
        Vbs = Observed.Read(false),
        GuestIommu = Observed.Read(false),
        Vtpm = Observed.Read(false),
        MemoryHotAdd = Observed.Read(false),
        CpuHotAdd = Observed.Read(false),
        GuestOs = Observed.Read("ubuntu64Guest"),
        GuestTools = Observed.Read("running"),
        Storage = ["ds-1"],
        Networks = ["net-1"],
    };

    public RuleWorld OnHost(Func<Host, Host> change) => this with { Host = change(Host) };

    public RuleWorld OnVm(Func<Vm, Vm> change) => this with { Vm = change(Vm) };

    public RuleWorld OnWeb(Func<Vm, Vm> change) => this with { OtherVms = [change(OtherVms[0]), .. OtherVms.Skip(1)] };

    public RuleWorld OnCluster(Func<Cluster, Cluster> change) => this with { Cluster = change(Cluster) };

    public RuleWorld OnCard(Func<Device, Device> change) => OnHost(h => h with { Devices = [.. h.Devices.Select(d => d.Address == Chosen ? change(d) : d)] });

    public RuleWorld OnAudio(Func<Device, Device> change) => OnHost(h => h with { Devices = [.. h.Devices.Select(d => d.Address == Audio ? change(d) : d)] });

    public RuleWorld With(params Device[] devices) => OnHost(h => h with { Devices = [.. h.Devices.Concat(devices).OrderBy(d => d.Address)] });

    public RuleWorld Option(string key, string value) => OnVm(v => v with { Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { [key] = value }) });

    public RuleWorld Kvm() => this with
    {
        Host = Host with
        {
            IdsTakenAtBoot = Observed.Read<IReadOnlyList<string>>([]),
            HugePages = Observed.Read<IReadOnlyList<HugePages>>([new(2048, 0, 0)]),
            DenylistDisabled = Observed.Read(false),
            GuestFirmware = Observed.Read<IReadOnlyList<string>>(["/usr/share/OVMF/OVMF_CODE_4M.fd"]),
            Devices = [.. Host.Devices.Select(d => d with { VirtualFunctions = Observed<VirtualFunctions>.Absent, PhysicalFunction = Observed<PciAddress>.Absent })],
        },
        Site = Site with { Hypervisor = Hypervisor.Kvm, Product = "libvirt 9.0.0", ApiVersion = "9.0.0" },
    };

    public RuleWorld HyperV() => this with { Site = Site with { Hypervisor = Hypervisor.HyperV, Product = "Windows Server 2022", ApiVersion = "10.0.20348" } };

    public RuleWorld Sliced(string profile = "nvidia_a40-8q", int count = 1) => this with
    {
        Variant = WayVariant.Slice,
        Assignment = Assignment with { Way = Way.Shared, Gpu = new GpuSelector { Profile = profile, Count = count } },
    };

    public RuleWorld Dynamic() => this with { Variant = WayVariant.DirectByDescription };

    public RuleWorld Calm() => this with { HostNeed = HostNeed.None };

    public FleetInventory Fleet() => new(
    [
        new SiteInventory
        {
            Site = Site,
            Clusters = [Cluster],
            Hosts = [Host, .. Others],
            Vms = VmIsNew ? OtherVms : [Vm, .. OtherVms],
        },
    ]);

    public ResolvedAssignment Resolved() => new()
    {
        Assignment = Assignment,
        Document = "test",
        Site = Site,
        Vm = VmIsNew ? null : Vm,
        VmRef = VmRef,
        Host = Host,
        Gpus = Variant == WayVariant.Slice ? [] :
        [
            .. Enumerable.Repeat(Core.Inventory.Gpu.Of(Host, Host.DeviceAt(Chosen)!), 1 + MoreGpus),
            .. AlsoChosen.Select(a => Core.Inventory.Gpu.Of(Host, Host.DeviceAt(a)!)),
        ],
    };

    public RuleSubject For(IRule rule) => new(rule, Fleet(), Resolved(), Variant) { HostNeed = HostNeed, Wants = Wants, MaintenanceIsOurs = MaintenanceIsOurs };
}
