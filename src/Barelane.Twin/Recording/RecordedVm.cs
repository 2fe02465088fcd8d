namespace Barelane.Twin.Recording;

/// <summary>A virtual machine: configuration, state and guest.</summary>
public sealed class RecordedVm
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The BIOS uuid; null makes one from the name.</summary>
    public string? Uuid { get; set; }

    /// <summary>The vCenter's uuid for it; null makes one from the name.</summary>
    public string? InstanceUuid { get; set; }

    /// <summary>The host it is registered on.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>The resource pool; null is the cluster's root pool.</summary>
    public string? Pool { get; set; }

    /// <summary>The datastore its files are on; null is the first.</summary>
    public string? Datastore { get; set; }

    /// <summary>The folder under the datacenter's 'vm', such as 'team-a/gpu'; null is that folder itself.</summary>
    public string? Folder { get; set; }

    /// <summary>'poweredOn', 'poweredOff' or 'suspended'.</summary>
    public string PowerState { get; set; } = "poweredOff";

    /// <summary>Whether it is a template.</summary>
    public bool IsTemplate { get; set; }

    /// <summary>The notes.</summary>
    public string? Annotation { get; set; }

    /// <summary>The key of the extension that manages it, such as 'com.vmware.vim.eam' for a vCLS VM; null for none.</summary>
    public string? ManagedBy { get; set; }

    /// <summary>The hardware version, such as 'vmx-19'.</summary>
    public string HardwareVersion { get; set; } = "vmx-19";

    /// <summary>'bios' or 'efi'.</summary>
    public string Firmware { get; set; } = "efi";

    /// <summary>The firmware its guest was installed under; null is <see cref="Firmware"/>. The guest boots under no other.</summary>
    public string? InstalledUnder { get; set; }

    /// <summary>Secure boot.</summary>
    public bool SecureBoot { get; set; }

    /// <summary>Processors.</summary>
    public int Cpus { get; set; } = 4;

    /// <summary>Memory in MiB.</summary>
    public int MemoryMib { get; set; } = 8192;

    /// <summary>Reserved memory in MiB.</summary>
    public long MemoryReservationMib { get; set; }

    /// <summary>memoryReservationLockedToMax.</summary>
    public bool MemoryReservationLocked { get; set; }

    /// <summary>The most memory in MiB that the host gives it; null for no limit.</summary>
    public long? MemoryLimitMib { get; set; }

    /// <summary>Hardware virtualization exposed to the guest.</summary>
    public bool NestedHv { get; set; }

    /// <summary>Processors can be added while it runs.</summary>
    public bool CpuHotAdd { get; set; }

    /// <summary>Memory can be added while it runs.</summary>
    public bool MemoryHotAdd { get; set; }

    /// <summary>flags.vvtdEnabled: a virtual IOMMU for the guest.</summary>
    public bool VirtualIommu { get; set; }

    /// <summary>flags.vbsEnabled: virtualization-based security for a Windows guest.</summary>
    public bool VirtualizationBasedSecurity { get; set; }

    /// <summary>A virtual TPM.</summary>
    public bool VirtualTpm { get; set; }

    /// <summary>Fault Tolerance is on.</summary>
    public bool FaultTolerance { get; set; }

    /// <summary>Its own DRS behaviour in the cluster; null follows the cluster, 'disabled' takes it out of DRS.</summary>
    public string? DrsBehavior { get; set; }

    /// <summary>Its own HA restart priority; null follows the cluster.</summary>
    public string? HaRestartPriority { get; set; }

    /// <summary>The extraConfig keys.</summary>
    public Dictionary<string, string> ExtraConfig { get; init; } = [];

    /// <summary>PCI devices and slices assigned to it.</summary>
    public List<RecordedAssignment> Assignments { get; init; } = [];

    /// <summary>The disks; their sizes in GiB.</summary>
    public List<int> DisksGib { get; init; } = [];

    /// <summary>The networks of its adapters.</summary>
    public List<string> Networks { get; init; } = [];

    /// <summary>Its snapshots, the oldest first, each the child of the one before.</summary>
    public List<string> Snapshots { get; init; } = [];

    /// <summary>Those of <see cref="Snapshots"/> that hold the memory of the running VM.</summary>
    public List<string> MemorySnapshots { get; init; } = [];

    /// <summary>Changed block tracking, by which backup products copy only what changed.</summary>
    public bool ChangeTracking { get; set; }

    /// <summary>What runs in it.</summary>
    public RecordedGuest Guest { get; init; } = new();
}
