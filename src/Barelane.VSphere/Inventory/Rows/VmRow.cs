using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A VirtualMachine as it came.</summary>
internal sealed class VmRow(ManagedObjectRef self) : PropertyRow(self)
{
    public string Name { get; set; } = "";

    public ManagedObjectRef? Parent { get; set; }

    public ManagedObjectRef? Host { get; set; }

    public string? InstanceUuid { get; set; }

    public bool Template { get; set; }

    public string? Power { get; set; }

    public string? FaultTolerance { get; set; }

    public string? Firmware { get; set; }

    public bool? SecureBoot { get; set; }

    public string? HardwareVersion { get; set; }

    public long? MemoryMiB { get; set; }

    public int? Cpus { get; set; }

    public long? ReservationMiB { get; set; }

    public long? LimitMiB { get; set; }

    public bool? ReservationLocked { get; set; }

    public bool? NestedVirtualization { get; set; }

    public bool? Vbs { get; set; }

    public bool? GuestIommu { get; set; }

    public bool? MemoryHotAdd { get; set; }

    public bool? CpuHotAdd { get; set; }

    public bool? ChangeTracking { get; set; }

    /// <summary>The extension that looks after it.</summary>
    public string? ManagedBy { get; set; }

    public string? GuestOs { get; set; }

    public string? ToolsRunning { get; set; }

    public string? ToolsVersion { get; set; }

    public string? GuestHostName { get; set; }

    public string? GuestAddress { get; set; }

    public IReadOnlyDictionary<string, string>? Options { get; set; }

    public HardwareRow? Hardware { get; set; }

    /// <summary>Names of its device groups by their keys.</summary>
    public Dictionary<string, string>? Groups { get; set; }

    public IReadOnlyList<SnapshotInfo>? Snapshots { get; set; }

    public List<string> Storage { get; set; } = [];

    public List<string> Networks { get; set; } = [];

    public bool IsRunning => Power == "poweredOn";
}
