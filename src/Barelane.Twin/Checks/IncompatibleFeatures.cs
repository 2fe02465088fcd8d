using Barelane.Twin.Model;
using Barelane.Twin.Services;
using Barelane.Twin.Soap;

namespace Barelane.Twin.Checks;

/// <summary>Features that a VM with a PCI device can't have (§2.7).</summary>
internal static class IncompatibleFeatures
{
    public const string NestedWithDevice =
        "Nested Hardware-Assisted Virtualization is not supported on a virtual machine with a PCI passthrough device.";

    public const string DeviceWithNested =
        "PCI passthrough devices cannot be added when Nested Hardware-Assisted Virtualization is enabled.";

    /// <summary>§5 #7.</summary>
    public static VimFaultException? NestedVirtualization(TwinVm vm, TwinHost host) =>
        vm.HasPciDevice && vm.Config.NestedHv ? VimFaults.Of("GenericVmConfigFault", NestedWithDevice) : null;

    /// <summary>§2.7; the recorded message names Fault Tolerance among what such a VM can't have.</summary>
    public static VimFaultException? FaultTolerance(TwinVm vm, TwinHost host) =>
        vm.HasPciDevice && vm.Config.FaultTolerance
            ? VimFaults.Keyed("GenericVmConfigFault", VmService.NoMigration, ("msg.pciPassthru.noMigration", VmService.NoMigration))
            : null;

    /// <summary>§5 #34.</summary>
    public static VimFaultException? GuestIommu(TwinVm vm, TwinHost host) =>
        vm.HasPciDevice && vm.Config.VirtualIommu
            ? VimFaults.Of("GenericVmConfigFault", "Failed to register the device pciPassthru0.")
            : null;
}
