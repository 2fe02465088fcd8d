using Barelane.Twin.Guests;
using Barelane.Twin.Properties;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Model;

/// <summary>A virtual machine.</summary>
public sealed class TwinVm : TwinObject
{
    private const long OverheadMib = 128;
    private TwinVmConfig _config;
    private TwinHost _host;

    internal TwinVm(TwinSite site, TwinVmConfig config, TwinFolder folder, TwinHost host, TwinPool pool, TwinDatastore datastore)
        : base(site, "VirtualMachine", site.NewId("vm"), config.Name, folder)
    {
        _config = config;
        _host = host;
        Pool = pool;
        Datastore = datastore;
        InstalledUnder = config.Firmware;
        Machine = new GuestMachine(this);
        ChangeVersion = site.NextChangeVersion();
    }

    /// <summary>'poweredOn' or 'poweredOff'.</summary>
    public string PowerState { get; internal set; } = "poweredOff";

    /// <summary>Whether it runs.</summary>
    public bool IsPoweredOn => PowerState == "poweredOn";

    /// <summary>The host it is registered on.</summary>
    public TwinHost Host
    {
        get => _host;
        internal set
        {
            if (_host.VmList.Remove(this))
            {
                value.VmList.Add(this);
            }

            _host = value;
        }
    }

    /// <summary>How often it was powered on since the twin started.</summary>
    public int PowerOns { get; internal set; }

    /// <summary>Hardware version, such as 'vmx-19'.</summary>
    public string HardwareVersion => _config.HardwareVersion;

    /// <summary>'bios' or 'efi'.</summary>
    public string Firmware => _config.Firmware;

    /// <summary>By what the server knows it for good.</summary>
    public string InstanceUuid => _config.InstanceUuid;

    /// <summary>Memory in MiB.</summary>
    public int MemoryMib => _config.MemoryMib;

    /// <summary>Reserved memory in MiB.</summary>
    public long MemoryReservationMib => _config.Memory.Reservation;

    /// <summary>memoryReservationLockedToMax.</summary>
    public bool MemoryReservationLocked => _config.MemoryReservationLocked;

    /// <summary>extraConfig by key.</summary>
    public IReadOnlyDictionary<string, string> ExtraConfig => _config.ExtraConfig.ToDictionary(StringComparer.Ordinal);

    /// <summary>The addresses of the devices given by fixed DirectPath.</summary>
    public IReadOnlyList<string> DirectAddresses => [.. _config.Passthrough.OfType<DirectDevice>().Select(d => d.Address)];

    /// <summary>The vGPU profiles it has.</summary>
    public IReadOnlyList<string> Profiles => [.. _config.Passthrough.OfType<VgpuDevice>().Select(d => d.Profile)];

    /// <summary>How many devices it has by Dynamic DirectPath.</summary>
    public int DynamicDevices => _config.Passthrough.OfType<DynamicDevice>().Count();

    /// <summary>The names of its snapshots.</summary>
    public IReadOnlyList<string> SnapshotNames => [.. Snapshots.Select(s => s.Name)];

    /// <summary>Whether VMware Tools run in its guest.</summary>
    public bool ToolsRunning { get; internal set; }

    /// <summary>True for a guest that never finishes its shutdown.</summary>
    public bool IgnoresShutdown { get; set; }

    /// <summary>The opaque version of its configuration that ReconfigVM compares (§2.2).</summary>
    public string ChangeVersion { get; private set; }

    internal TwinVmConfig Config
    {
        get => _config;
        set
        {
            _config = value;
            Name = value.Name;
            ChangeVersion = Site.NextChangeVersion();
        }
    }

    internal TwinPool Pool { get; set; }

    internal TwinDatastore Datastore { get; set; }

    internal GuestMachine Machine { get; }

    internal RecordedGuest Guest { get; init; } = new();

    /// <summary>The firmware its guest was installed under: under another it does not boot (§5 #29).</summary>
    internal string InstalledUnder { get; init; }

    /// <summary>Whether HA will power it on when its host is back.</summary>
    internal bool AwaitsItsHost { get; set; }

    internal DateTimeOffset? BootTime { get; set; }

    internal TwinTask? RunningTask { get; set; }

    internal List<TwinSnapshot> Snapshots { get; } = [];

    internal TwinSnapshot? CurrentSnapshot { get; set; }

    /// <summary>While it runs: the address behind each device or slice, by the device's key.</summary>
    internal Dictionary<int, string> Holds { get; } = [];

    /// <summary>Host memory it holds while it runs.</summary>
    internal long ReservedMib => _config.Memory.Reservation + OverheadMib;

    internal bool HasPciDevice => _config.Passthrough.Any(d => d is DirectDevice or DynamicDevice);

    internal string FilePath => $"[{Datastore.Name}] {Name}/{Name}.vmx";

    /// <summary>
    /// Sets an extraConfig key as someone else would in the vSphere Client; an empty value takes it away. Called inside
    /// <see cref="TwinSite.Change"/>.
    /// </summary>
    public void SetExtraConfig(string key, string value) => Config = Config with
    {
        ExtraConfig = [.. Config.ExtraConfig.Where(p => p.Key != key), .. value.Length == 0 ? [] : new[] { KeyValuePair.Create(key, value) }],
    };

    /// <summary>Sets the memory size as someone else would; called inside <see cref="TwinSite.Change"/>.</summary>
    public void SetMemory(int mib) => Config = Config with { MemoryMib = mib };

    /// <summary>Renames it as someone else would; called inside <see cref="TwinSite.Change"/>.</summary>
    public void Rename(string name) => Config = Config with { Name = name };

    internal bool IsOn(TwinNetwork network) =>
        _config.Devices.Any(d => d.Child("backing")?.Ref("network") == network.Ref);

    internal override object? Read(string property) => VmProperties.Read(this, property);
}
