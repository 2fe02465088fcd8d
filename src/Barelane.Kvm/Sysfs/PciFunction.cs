using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>A PCI function as sysfs shows it.</summary>
internal sealed record PciFunction
{
    public required PciAddress Address { get; init; }

    public required PciId Id { get; init; }

    public required PciClass Class { get; init; }

    /// <summary>The bound driver; absent where none is.</summary>
    public Observed<string> Driver { get; init; }

    /// <summary>The text of <c>driver_override</c>; absent where it is unset.</summary>
    public Observed<string> DriverOverride { get; init; }

    /// <summary>Number of the IOMMU group; absent where no IOMMU guards the function.</summary>
    public Observed<string> Group { get; init; }

    /// <summary>Whether firmware keeps memory reachable by the group (a region of type <c>direct</c>).</summary>
    public Observed<bool> ReservedByFirmware { get; init; }

    public Observed<IReadOnlyList<PciBar>> Bars { get; init; }

    /// <summary>Largest size that <c>resourceN_resize</c> lists, in MiB.</summary>
    public Observed<long> ResizableToMiB { get; init; }

    public Observed<int> NumaNode { get; init; }

    /// <summary>Whether it is the firmware's primary display; absent for what is no VGA controller.</summary>
    public Observed<bool> IsBootVga { get; init; }

    public Observed<IReadOnlyList<string>> ResetMethods { get; init; }

    public Observed<PciLink> Link { get; init; }

    public Observed<VirtualFunctions> VirtualFunctions { get; init; }

    public Observed<PciAddress> PhysicalFunction { get; init; }

    public Observed<PciAddress> Parent { get; init; }

    /// <summary>The vGPU type that the virtual function bears; absent for none.</summary>
    public Observed<string> VgpuType { get; init; }

    /// <summary>The vGPU types that can be made on the virtual function now.</summary>
    public Observed<IReadOnlyList<VgpuType>> CreatableVgpuTypes { get; init; }

    /// <summary>The attribute <c>power_state</c>.</summary>
    public Observed<string> PowerState { get; init; }

    /// <summary>Whether a VFIO driver is bound, whatever its name; NVIDIA's own serves VMs and is none in this sense.</summary>
    public bool IsOnVfio { get; init; }
}
