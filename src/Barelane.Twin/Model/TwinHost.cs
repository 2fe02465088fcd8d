using Barelane.Twin.Properties;
using Barelane.Twin.Recording;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>An ESXi host.</summary>
public sealed class TwinHost : TwinObject
{
    private const long HypervisorMib = 4096;

    internal TwinHost(TwinSite site, RecordedHost facts, TwinCompute compute)
        : base(site, "HostSystem", site.IsLoneHost ? "ha-host" : site.NewId("host"), facts.Name, compute)
    {
        Facts = facts;
        Compute = compute;
        Uuid = facts.Uuid ?? StableUuid.Of("host " + facts.Name);
        SystemId = facts.SystemId
            ?? (site.Switches.SystemIdEqualsHardwareUuid ? Uuid : StableUuid.Of("system " + facts.Name));
        ConnectionState = facts.ConnectionState;
        InMaintenanceMode = facts.InMaintenanceMode;
        BootTime = facts.BootTime ?? new DateTimeOffset(2025, 9, 1, 6, 0, 0, TimeSpan.Zero);
        DefaultGraphicsType = facts.DefaultGraphicsType;
        VgpuPolicy = facts.VgpuPolicy;
        Api = facts.Version is { } version ? ApiVersion.Parse(version) : site.Api;
        Devices = [.. facts.Devices.Select(d => new TwinDevice(d, facts.HasVgpuManager))];
        PassthruSystem = site.Add(new TwinService(
            site, "HostPciPassthruSystem", site.NewId("hostpcipassthrusystem"), p => PassthruProperties.Read(this, p))
        { Parent = this });
        GraphicsManager = site.Add(new TwinService(
            site, "HostGraphicsManager", site.NewId("hostgraphicsmanager"), p => GraphicsProperties.Read(this, p))
        { Parent = this });
        HardwareManager = site.Add(new TwinService(
            site, "HostAssignableHardwareManager", site.NewId("hostassignablehardwaremanager"),
            p => GraphicsProperties.ReadAssignable(this, p))
        { Parent = this });
        foreach (var device in Devices)
        {
            device.Copy = (device.PassthruEnabled, device.PassthruActive);
        }
    }

    /// <summary>What does not change while the host runs.</summary>
    public RecordedHost Facts { get; }

    /// <summary>The PCI functions.</summary>
    public IReadOnlyList<TwinDevice> Devices { get; private set; }

    /// <summary>'connected', 'notResponding' or 'disconnected'.</summary>
    public string ConnectionState { get; internal set; }

    /// <summary>Whether it is in maintenance mode.</summary>
    public bool InMaintenanceMode { get; internal set; }

    /// <summary>When it was booted last.</summary>
    public DateTimeOffset BootTime { get; internal set; }

    /// <summary>How often it was booted since the twin started.</summary>
    public int Reboots { get; internal set; }

    /// <summary>hostDefaultGraphicsType.</summary>
    public string DefaultGraphicsType { get; internal set; }

    /// <summary>sharedPassthruAssignmentPolicy.</summary>
    public string VgpuPolicy { get; internal set; }

    /// <summary>Whether a change waits for a reboot.</summary>
    public bool RebootRequired => Devices.Any(d =>
        (d.Facts.HasPassthruInfo && !d.Facts.NeverActivates && d.PassthruEnabled != d.PassthruActive)
        || d.SriovEnabled != d.SriovActive || d.GraphicsType != d.WishedGraphicsType);

    /// <summary>hardware.systemInfo.uuid.</summary>
    public string Uuid { get; }

    /// <summary>The systemId that QueryConfigTarget gives for its devices.</summary>
    public string SystemId { get; }

    /// <summary>Its HostPciPassthruSystem.</summary>
    public MoRef PassthruSystemRef => PassthruSystem.Ref;

    /// <summary>Its cluster, or the compute resource it stands in alone.</summary>
    public MoRef ComputeRef => Compute.Ref;

    /// <summary>The EnvironmentBrowser that answers for it.</summary>
    public MoRef BrowserRef => Compute.Browser.Ref;

    /// <summary>Its HostGraphicsManager.</summary>
    public MoRef GraphicsManagerRef => GraphicsManager.Ref;

    internal TwinCompute Compute { get; }

    internal ApiVersion Api { get; }

    internal TwinService PassthruSystem { get; }

    internal TwinService GraphicsManager { get; }

    internal TwinService HardwareManager { get; }

    /// <summary>Whether a reboot is under way.</summary>
    internal bool IsRebooting { get; set; }

    /// <summary>Whether it can do its work.</summary>
    internal bool IsUp => ConnectionState == "connected" && !IsRebooting;

    internal IEnumerable<TwinDatastore> Datastores =>
        Compute.Datacenter.Datastores.Where(d => Facts.Datastores is not { } own || own.Contains(d.Name));

    internal IEnumerable<TwinNetwork> Networks =>
        Compute.Datacenter.Networks.Where(n => Facts.Networks is not { } own || own.Contains(n.Name));

    /// <summary>The VMs registered on it.</summary>
    public IEnumerable<TwinVm> Vms => VmList;

    internal List<TwinVm> VmList { get; } = [];

    /// <summary>Memory that VMs may reserve.</summary>
    internal long UsableMib => Facts.MemoryMib - HypervisorMib;

    internal long UnreservedMib => UsableMib - Vms.Where(vm => vm.IsPoweredOn).Sum(vm => vm.ReservedMib);

    /// <summary>Whether devices change hands without a reboot (capability.deviceRebindWithoutRebootSupported, 7.0).</summary>
    internal bool CanRebind => Facts.CanRebindWithoutReboot && Api >= new ApiVersion(7, 0, 0, 0);

    /// <summary>The device at an address.</summary>
    public TwinDevice? Device(string address) => Devices.FirstOrDefault(d => d.Address == address);

    /// <summary>
    /// Takes the device at an address out and, where one is given, puts another in, as a card exchanged while the host was
    /// off; called inside <see cref="TwinSite.Change"/>.
    /// </summary>
    public void Exchange(string address, RecordedDevice? replacement) => Devices =
    [
        .. Devices.Where(d => d.Address != address),
        .. replacement is null ? [] : new[] { new TwinDevice(replacement, Facts.HasVgpuManager) },
    ];

    internal override object? Read(string property) => HostProperties.Read(this, property);
}
