using System.Security.Cryptography;
using System.Text;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.TestKit.Inventories;

/// <summary>
/// Builds a site by names, with every fact read and nothing in the way, so that a test says only what is special about it. Identities
/// are derived from the names: the same calls give the same inventory.
/// </summary>
/// <example><code>
/// var fleet = new InventoryBuilder()
///     .Cluster("gpu")
///     .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40))
///     .Vm("render-01", "esx01", vm => vm with { Firmware = Observed.Read("bios") })
///     .Build();
/// </code></example>
public sealed class InventoryBuilder(string alias = "dc1", Hypervisor hypervisor = Hypervisor.VSphere)
{
    private readonly List<Cluster> _clusters = [];
    private readonly List<Host> _hosts = [];
    private readonly List<Vm> _vms = [];
    private Func<Site, Site> _site = s => s;
    private bool _isWhole = true;

    /// <summary>The site's instance id.</summary>
    public string Instance { get; } = IdOf("site " + alias);

    /// <summary>The reference a host of this name has.</summary>
    public ObjectRef HostRef(string name) => new(ObjectKind.Host, Instance, IdOf("host " + name));

    /// <summary>The reference a VM of this name has.</summary>
    public ObjectRef VmRef(string name) => new(ObjectKind.Vm, Instance, IdOf("vm " + name));

    /// <summary>The reference a function has.</summary>
    public ObjectRef DeviceRef(string host, string address) => ObjectRef.Device(HostRef(host), PciAddress.Parse(address));

    /// <summary>Changes what the site itself says; by default a vCenter 8.0.3.</summary>
    public InventoryBuilder Site(Func<Site, Site> change)
    {
        _site = change;
        return this;
    }

    /// <summary>Says that only a part of the site was read.</summary>
    public InventoryBuilder OnlyPart()
    {
        _isWhole = false;
        return this;
    }

    /// <summary>Adds a cluster: load balancing fully automated, host failover on.</summary>
    public InventoryBuilder Cluster(string name, Func<Cluster, Cluster>? change = null)
    {
        var cluster = new Cluster
        {
            Ref = new ObjectRef(ObjectKind.Cluster, Instance, IdOf("cluster " + name)),
            Name = name,
            LoadBalancing = Observed.Read(true),
            Automation = Observed.Read("fullyAutomated"),
            HostFailover = Observed.Read(true),
            AdmissionControl = Observed.Read(false),
            Vsan = Observed.Read(false),
            VsanResyncBytes = Observed.Read(0L),
            Rules = Observed.Read<IReadOnlyList<PlacementRule>>([]),
        };
        _clusters.Add(change?.Invoke(cluster) ?? cluster);
        return this;
    }

    /// <summary>Adds a host, in a cluster that was added before or on its own: connected, 512 GiB, nothing pending.</summary>
    public InventoryBuilder Host(string name, string? cluster, params IReadOnlyList<Func<Host, Host>> parts)
    {
        var host = new Host
        {
            Ref = HostRef(name),
            Name = name,
            ClusterId = cluster is null ? null : _clusters.Single(c => c.Name == cluster).Ref.Id,
            Product = Observed.Read("VMware ESXi 8.0.3 build-24280767"),
            ServerVendor = Observed.Read("Dell Inc."),
            ServerModel = Observed.Read("PowerEdge R750"),
            FirmwareVersion = Observed.Read("1.14.1"),
            CpuVendor = Observed.Read("intel"),
            MemoryMiB = Observed.Read(524288L),
            FreeMemoryMiB = Observed.Read(400000L),
            Connection = Observed.Read(HostConnection.Connected),
            Maintenance = Observed.Read(false),
            RebootPending = Observed.Read(false),
            BootTime = Observed.Read(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)),
            Iommu = Observed.Inferred(true, "a function of the host can be passed through"),
            Above4G = Observed<bool>.Absent,
            RebindWithoutReboot = Observed.Read(false),
            RebootSupported = Observed.Read(true),
            AssignableHardware = Observed.Read(true),
            DeviceLabels = Observed.Read(true),
            DefaultGraphicsType = Observed.Read("shared"),
            BootsFromUsb = Observed.Read(false),
            PassthroughSystemId = Observed.Read(IdOf("system " + name)),
            Profiles = Observed.Read<IReadOnlyList<SliceProfile>>([]),
            Storage = ["datastore-1"],
            Networks = ["network-1"],
        };
        host = parts.Aggregate(host, (h, change) => change(h));
        _hosts.Add(host with { Devices = [.. host.Devices.OrderBy(d => d.Address)] });
        return this;
    }

    /// <summary>Adds a VM on a host that was added before: off, EFI, vmx-19, 16 GiB, tools not running, no snapshot.</summary>
    public InventoryBuilder Vm(string name, string host, Func<Vm, Vm>? change = null)
    {
        var vm = new Vm
        {
            Ref = VmRef(name),
            Name = name,
            Path = "DC0/vm/" + name,
            Host = HostRef(host),
            Power = Observed.Read(PowerState.Off),
            Firmware = Observed.Read("efi"),
            SecureBoot = Observed.Read(false),
            HardwareVersion = Observed.Read("vmx-19"),
            MemoryMiB = Observed.Read(16384L),
            Cpus = Observed.Read(8),
            ReservationMiB = Observed.Read(0L),
            ReservationLocked = Observed.Read(false),
            MemoryLimitMiB = Observed<long>.Absent,
            Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>()),
            Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([]),
            Snapshots = Observed.Read<IReadOnlyList<SnapshotInfo>>([]),
            AutomationOverride = Observed<string>.Absent,
            RestartPriority = Observed<string>.Absent,
            FaultTolerance = Observed.Read(false),
            NestedVirtualization = Observed.Read(false),
            Vbs = Observed.Read(false),
            GuestIommu = Observed.Read(false),
            Vtpm = Observed.Read(false),
            MemoryHotAdd = Observed.Read(false),
            CpuHotAdd = Observed.Read(false),
            GuestOs = Observed.Read("ubuntu64Guest"),
            GuestTools = Observed.Read("notRunning"),
            GuestHostName = Observed<string>.Absent,
            Storage = ["datastore-1"],
            Networks = ["network-1"],
            BackupSign = Observed<string>.Absent,
        };
        _vms.Add(change?.Invoke(vm) ?? vm);
        return this;
    }

    /// <summary>The fleet. Functions that VMs name are held by them and in use.</summary>
    public FleetInventory Build() => new([BuildSite()]);

    /// <summary>The site alone, to be joined with others.</summary>
    public SiteInventory BuildSite() => new()
    {
        Site = _site(new Site
        {
            Ref = new ObjectRef(ObjectKind.Site, Instance, Instance),
            Alias = alias,
            Hypervisor = hypervisor,
            Product = "VMware vCenter Server 8.0.3",
            ApiVersion = "8.0.3.0",
            ManagesFleet = true,
        }),
        Clusters = [.. _clusters.OrderBy(c => c.Name, StringComparer.Ordinal)],
        Hosts = [.. _hosts.OrderBy(h => h.Name, StringComparer.Ordinal).Select(WithHolders)],
        Vms = [.. _vms.OrderBy(v => v.Path, StringComparer.Ordinal)],
        IsWhole = _isWhole,
    };

    private Host WithHolders(Host host) => host with
    {
        Devices = [.. host.Devices.Select(d =>
        {
            var holders = _vms
                .Where(v => v.Host == host.Ref && v.Attached.Or([]).Any(a => a.Address == d.Address))
                .Select(v => v.Ref).Order().ToList();
            return holders.Count == 0 ? d : d with
            {
                HeldBy = holders,
                State = d.State.Or(DeviceState.NotPossible) == DeviceState.Ready ? Observed.Read(DeviceState.InUse) : d.State,
            };
        })],
    };

    /// <summary>A UUID made of a name, the same in every test.</summary>
    private static string IdOf(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
