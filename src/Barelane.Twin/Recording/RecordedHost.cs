namespace Barelane.Twin.Recording;

/// <summary>An ESXi host: platform, capacity, state, devices and graphics settings.</summary>
public sealed class RecordedHost
{
    /// <summary>The name, unique in the site.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>hardware.systemInfo.uuid; null makes one from the name.</summary>
    public string? Uuid { get; set; }

    /// <summary>The systemId that QueryConfigTarget gives; null makes one by the switch SystemIdEqualsHardwareUuid.</summary>
    public string? SystemId { get; set; }

    /// <summary>hardware.systemInfo.vendor.</summary>
    public string Vendor { get; set; } = "Dell Inc.";

    /// <summary>hardware.systemInfo.model.</summary>
    public string Model { get; set; } = "PowerEdge R750";

    /// <summary>hardware.systemInfo.serialNumber.</summary>
    public string? SerialNumber { get; set; }

    /// <summary>hardware.biosInfo.biosVersion.</summary>
    public string BiosVersion { get; set; } = "1.13.2";

    /// <summary>hardware.biosInfo.firmwareType: 'UEFI' or 'BIOS'.</summary>
    public string FirmwareType { get; set; } = "UEFI";

    /// <summary>hardware.cpuPkg[].vendor: 'intel' or 'amd'.</summary>
    public string CpuVendor { get; set; } = "intel";

    /// <summary>summary.hardware.cpuModel.</summary>
    public string CpuModel { get; set; } = "Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz";

    /// <summary>Processor packages.</summary>
    public int CpuPackages { get; set; } = 2;

    /// <summary>Cores of all packages.</summary>
    public int CpuCores { get; set; } = 64;

    /// <summary>Megahertz of a core.</summary>
    public int CpuMhz { get; set; } = 2000;

    /// <summary>Memory in MiB.</summary>
    public long MemoryMib { get; set; } = 512 * 1024;

    /// <summary>The ESXi version; null takes the site's.</summary>
    public string? Version { get; set; }

    /// <summary>The ESXi build.</summary>
    public string Build { get; set; } = "24022510";

    /// <summary>runtime.connectionState: 'connected', 'notResponding' or 'disconnected'.</summary>
    public string ConnectionState { get; set; } = "connected";

    /// <summary>runtime.inMaintenanceMode.</summary>
    public bool InMaintenanceMode { get; set; }

    /// <summary>runtime.bootTime; null is a fixed moment in the past.</summary>
    public DateTimeOffset? BootTime { get; set; }

    /// <summary>capability.deviceRebindWithoutRebootSupported, from API 7.0 on.</summary>
    public bool CanRebindWithoutReboot { get; set; }

    /// <summary>capability.rebootSupported.</summary>
    public bool CanReboot { get; set; } = true;

    /// <summary>graphicsConfig.hostDefaultGraphicsType: 'shared' or 'sharedDirect'.</summary>
    public string DefaultGraphicsType { get; set; } = "shared";

    /// <summary>graphicsConfig.sharedPassthruAssignmentPolicy: 'performance' or 'consolidation'.</summary>
    public string VgpuPolicy { get; set; } = "performance";

    /// <summary>Whether the vGPU manager of the GPU's vendor is installed on the host.</summary>
    public bool HasVgpuManager { get; set; }

    /// <summary>The names of the datastores it mounts; null for every one of the datacenter.</summary>
    public List<string>? Datastores { get; set; }

    /// <summary>The names of the networks it has; null for every one of the datacenter.</summary>
    public List<string>? Networks { get; set; }

    /// <summary>Vendor device groups it offers, such as 'Nvidia:2@grid_a100-40c%NVLink' (8.0).</summary>
    public List<string> DeviceGroups { get; init; } = [];

    /// <summary>The PCI functions.</summary>
    public List<RecordedDevice> Devices { get; init; } = [];
}
