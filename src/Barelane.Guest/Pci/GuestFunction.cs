using Barelane.Core.Inventory;

namespace Barelane.Guest.Pci;

/// <summary>A PCI function as the guest sees it.</summary>
internal sealed record GuestFunction
{
    /// <summary>Its address in the guest; null where the guest does not tell (Windows names devices by instance).</summary>
    public PciAddress? Address { get; init; }

    /// <summary>Vendor and device.</summary>
    public required PciId Id { get; init; }

    /// <summary>Its class.</summary>
    public required PciClass Class { get; init; }

    /// <summary>Its name for people, cleaned; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The driver that runs it; empty for none.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Whether it is a GPU and not the hypervisor's emulated adapter.</summary>
    public bool IsPhysicalGpu => Class.IsGpu && !EmulatedAdapters.Includes(Id.Vendor);

    /// <summary>Whether it is the hypervisor's emulated display adapter.</summary>
    public bool IsEmulatedDisplay => Class.IsGpu && EmulatedAdapters.Includes(Id.Vendor);

    /// <summary>How messages name it: <c>0000:0b:00.0 (10de:2235)</c>.</summary>
    public override string ToString() => Address is { } address ? $"{address} ({Id})" : Name.Length > 0 ? $"{Name} ({Id})" : Id.ToString();
}
