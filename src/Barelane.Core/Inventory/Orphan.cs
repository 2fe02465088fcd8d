namespace Barelane.Core.Inventory;

/// <summary>Something left over: a card switched to passthrough that no VM uses, or a VM that points at a card which is not there.</summary>
/// <param name="Subject">The device or the VM.</param>
/// <param name="Text">A sentence: what was found and what that means.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Orphan(ObjectRef Subject, string Text, string Remedy)
{
    /// <summary>All orphans of a fleet. Says nothing about what was not read: a VM whose host is not in the inventory is no orphan.</summary>
    public static IReadOnlyList<Orphan> In(FleetInventory fleet)
    {
        var orphans = new List<Orphan>();
        foreach (var host in fleet.Hosts)
        {
            orphans.AddRange(host.Devices.Where(d => IsUnused(fleet, host, d)).Select(d => new Orphan(
                d.Ref,
                $"'{d.Name}' [{d.Id}] is switched to passthrough, and no VM uses it: the host cannot use it either.",
                "Give it to a VM in barelane.yaml, or switch passthrough off for it.")));
        }

        foreach (var vm in fleet.Vms)
        {
            if (vm.Host is { } at && fleet.Host(at) is { } host && vm.Attached.TryGet(out var attached))
            {
                orphans.AddRange(attached.Where(a => IsFixed(a) && a.Address is { } address && host.DeviceAt(address) is null).Select(a => new Orphan(
                    vm.Ref,
                    $"Its device '{a.Backing}' is not on its host '{host.Name}'; the VM will not power on.",
                    $"If the card moved or was exchanged: barelane rebind {fleet.NameOf(vm.Ref)}")));
            }
        }

        return orphans;
    }

    private static bool IsUnused(FleetInventory fleet, Host host, Device device) =>
        device.State.TryGet(out var state) && state is DeviceState.Ready or DeviceState.WaitingForReboot
        && device.PassthroughWanted.Or(false)
        && device.IsGpu
        && device.HeldBy.Count == 0
        && !fleet.VmsOn(host.Ref).Any(v => v.Attached.TryGet(out var attached) && attached.Any(a => a.Address is { } address && device.Address.IsSameDevice(address)));

    private static bool IsFixed(AttachedDevice attached) => attached.Backing.StartsWith("fixed ", StringComparison.Ordinal);
}
