using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostSystem as it came.</summary>
internal sealed class HostRow(ManagedObjectRef self) : PropertyRow(self)
{
    public string Name { get; set; } = "";

    public ManagedObjectRef? Parent { get; set; }

    public string? Uuid { get; set; }

    public string? Vendor { get; set; }

    public string? Model { get; set; }

    public string? Firmware { get; set; }

    public string? CpuVendor { get; set; }

    public long? MemoryBytes { get; set; }

    public long? UsedMemoryMiB { get; set; }

    public string? Product { get; set; }

    public string? Connection { get; set; }

    public bool? Maintenance { get; set; }

    public bool? RebootRequired { get; set; }

    public DateTimeOffset? BootTime { get; set; }

    /// <summary>Address of the vCenter that manages it.</summary>
    public string? Manager { get; set; }

    public bool? CanReboot { get; set; }

    public bool? CanRebind { get; set; }

    public bool? CanAssignByDescription { get; set; }

    public bool? CanLabel { get; set; }

    public List<PciRow>? Pci { get; set; }

    public List<PassthruRow>? Passthru { get; set; }

    public List<GraphicsRow>? Graphics { get; set; }

    public GraphicsWish? Wish { get; set; }

    public List<string>? SliceTypes { get; set; }

    public List<SliceAbility>? SliceAbilities { get; set; }

    public List<BindingRow>? Bindings { get; set; }

    public List<AdapterRow>? Adapters { get; set; }

    public List<string> Storage { get; set; } = [];

    public List<string> Networks { get; set; } = [];

    /// <summary>Whether the host serves slices, so that its environment is worth a question.</summary>
    public bool ServesSlices => SliceTypes is { Count: > 0 } || Graphics?.Any(g => g.Type == "sharedDirect") == true;
}
