using Barelane.Twin.Checks;
using Barelane.Twin.Model;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Services;

/// <summary>Which device of a host stands behind each PCI device and slice of a VM while it runs.</summary>
internal static class Placement
{
    /// <summary>Whether a running VM of the host has the device or a slice of it.</summary>
    public static bool IsHeld(TwinHost host, string address) =>
        host.Vms.Any(vm => vm.IsPoweredOn && vm.Holds.ContainsValue(address));

    /// <summary>The running VM that has a device for itself, other than the one asking.</summary>
    public static TwinVm? HolderOf(TwinHost host, string address, TwinVm asking) =>
        host.Vms.FirstOrDefault(vm => vm != asking && vm.IsPoweredOn && vm.Holds.ContainsValue(address));

    /// <summary>Whether the VM could be powered on there now.</summary>
    public static bool Fits(TwinVm vm, TwinHost host) =>
        VmHostRules.Allow(vm, host) && PowerOnChecks.FirstFault(vm, host) is null;

    /// <summary>The device or GPU behind each passthrough device of a VM by its key; those that find none are left out.</summary>
    public static Dictionary<int, string> Find(TwinVm vm, TwinHost host)
    {
        var found = new Dictionary<int, string>();
        foreach (var wanted in vm.Config.Passthrough)
        {
            var address = wanted switch
            {
                DirectDevice direct => direct.Address,
                DynamicDevice dynamic => host.Devices.FirstOrDefault(d => dynamic.Accepts(d)
                    && HolderOf(host, d.Address, vm) is null && !found.ContainsValue(d.Address))?.Address,
                VgpuDevice vgpu => GpuFor(vm, host, vgpu, found)?.Address,
                _ => null,
            };
            if (address is not null)
            {
                found.Add(wanted.Key, address);
            }
        }

        return found;
    }

    /// <summary>Takes the devices for a VM that has been powered on; a dynamic one shows its assignedId from now on (§2.1).</summary>
    public static void Hold(TwinVm vm)
    {
        vm.Holds.Clear();
        foreach (var (key, address) in Find(vm, vm.Host))
        {
            vm.Holds.Add(key, address);
        }

        ShowAssigned(vm);
    }

    public static void Release(TwinVm vm)
    {
        vm.Holds.Clear();
        ShowAssigned(vm);
    }

    private static void ShowAssigned(TwinVm vm)
    {
        if (vm.DynamicDevices == 0)
        {
            return;
        }

        vm.Config = vm.Config with
        {
            Devices = [.. vm.Config.Devices.Select(d => PassthroughDevice.Of(d) is DynamicDevice dynamic
                ? d.Copy().Set("backing", d.Child("backing")!.Copy().Set("assignedId", vm.Holds.GetValueOrDefault(dynamic.Key)))
                : d)],
        };
    }

    /// <summary>
    /// A GPU with room for the profile. Profiles of one GPU are of one size unless it is in mixed mode (§5 #33); the host's
    /// policy prefers the emptiest GPU (performance) or the fullest (consolidation).
    /// </summary>
    private static TwinDevice? GpuFor(TwinVm vm, TwinHost host, VgpuDevice wanted, Dictionary<int, string> taken)
    {
        var fitting = new List<(TwinDevice Gpu, int Used)>();
        foreach (var gpu in host.Devices.Where(d => d.IsInVgpuMode))
        {
            if (gpu.Facts.Profiles.Find(p => p.Name == wanted.Profile) is not { } profile)
            {
                continue;
            }

            var placed = Slices(vm, host, gpu, taken).ToList();
            var used = placed.Sum(p => p.FramebufferGib);
            var sameSize = gpu.VgpuMode == "mixedSize" || placed.TrueForAll(p => p.FramebufferGib == profile.FramebufferGib);
            if (sameSize && used + profile.FramebufferGib <= gpu.Facts.FramebufferMib / 1024)
            {
                fitting.Add((gpu, used));
            }
        }

        return (host.VgpuPolicy == "consolidation" ? fitting.OrderByDescending(f => f.Used) : fitting.OrderBy(f => f.Used))
            .Select(f => f.Gpu).FirstOrDefault();
    }

    /// <summary>The slices already on a GPU: of running VMs, and of this VM as far as it is placed.</summary>
    private static IEnumerable<RecordedProfile> Slices(
        TwinVm vm, TwinHost host, TwinDevice gpu, Dictionary<int, string> taken)
    {
        var others = host.Vms.Where(other => other != vm && other.IsPoweredOn).Select(other => (Vm: other, other.Holds));
        return from holder in others.Append((Vm: vm, Holds: taken))
               from slice in holder.Vm.Config.Passthrough.OfType<VgpuDevice>()
               where holder.Holds.GetValueOrDefault(slice.Key) == gpu.Address
               select gpu.Facts.Profiles.Find(p => p.Name == slice.Profile)!;
    }
}
