using System.Globalization;
using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Services;
using Barelane.Twin.Soap;

namespace Barelane.Twin.Checks;

/// <summary>Whether the devices and slices of a VM are there for it on a host.</summary>
internal static class DeviceChecks
{
    private static readonly ApiVersion Version8 = new(8, 0, 0, 0);

    /// <summary>Fixed DirectPath: §5 #4, #5, and a device that another running VM has.</summary>
    public static VimFaultException? Direct(TwinVm vm, TwinHost host)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wanted in vm.Config.Passthrough.OfType<DirectDevice>())
        {
            var device = host.Device(wanted.Address);
            var place = PciAddress.Parse(wanted.Address).InMessages;
            if (device is null || wanted.SystemId != host.SystemId || !IsDevice(wanted, device))
            {
                return VimFaults.Of(
                    "GenericVmConfigFault",
                    $"The systemId does not match the current system or the deviceId, and the vendorId does not match the device currently at {place}.");
            }

            if (!device.PassthruActive)
            {
                return VimFaults.Of("GenericVmConfigFault", $"Device {place} is not a passthrough device.");
            }

            // The wording of a real host is not known (§5, 'device is already in use'); this one is ours.
            if (Placement.HolderOf(host, wanted.Address, vm) is { } holder || !seen.Add(wanted.Address) && (holder = vm) is not null)
            {
                return VimFaults.Of("GenericVmConfigFault", $"Device {place} is already in use by the virtual machine '{holder.Name}'.");
            }
        }

        return null;
    }

    /// <summary>Dynamic DirectPath: a free active device that is allowed and has the label.</summary>
    public static VimFaultException? Dynamic(TwinVm vm, TwinHost host)
    {
        var wanted = vm.Config.Passthrough.OfType<DynamicDevice>().ToList();
        if (wanted.Count == 0)
        {
            return null;
        }

        var found = Placement.Find(vm, host);
        return wanted.Find(d => !found.ContainsKey(d.Key)) is not { } missing ? null : VimFaults.Of(
            "GenericVmConfigFault",
            $"The host '{host.Name}' has no free PCI device for 'PCI device {missing.Key - 13000}' of the virtual machine.");
    }

    /// <summary>vGPU: a GPU in shared direct mode with room for the profile (§5 #33).</summary>
    public static VimFaultException? Vgpu(TwinVm vm, TwinHost host)
    {
        var wanted = vm.Config.Passthrough.OfType<VgpuDevice>().ToList();
        if (wanted.Count == 0)
        {
            return null;
        }

        var found = Placement.Find(vm, host);
        if (wanted.Exists(d => !found.ContainsKey(d.Key)))
        {
            return VimFaults.Of(
                "InsufficientGraphicsResourcesFault",
                "The amount of graphics resource available in the parent resource pool is insufficient for the operation.");
        }

        // More than one vGPU: before 8.0 only profiles that take the whole framebuffer (§2.6).
        return wanted.Count > 1 && host.Api < Version8 && !wanted.TrueForAll(d => TakesWholeGpu(host, d, found[d.Key]))
            ? VimFaults.Of("GenericVmConfigFault", "Multiple vGPUs in one virtual machine need profiles with the full framebuffer.")
            : null;
    }

    /// <summary>deviceId is hex of the unsigned id; a decimal one was accepted at reconfiguration and is found out here (§0).</summary>
    private static bool IsDevice(DirectDevice wanted, TwinDevice device) =>
        int.TryParse(wanted.DeviceId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
        && id == device.DeviceId && (ushort)wanted.VendorId == device.VendorId;

    private static bool TakesWholeGpu(TwinHost host, VgpuDevice wanted, string address) =>
        host.Device(address) is { } gpu
        && gpu.Facts.Profiles.Find(p => p.Name == wanted.Profile)!.FramebufferGib == gpu.Facts.FramebufferMib / 1024;
}
