using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>Finds what is left over. Reports only; nothing that Barelane did not do is ever cleaned up.</summary>
public static class OrphanSearch
{
    /// <summary>Every orphan, hosts' devices first, in name order.</summary>
    public static IReadOnlyList<Orphan> Of(FleetInventory fleet) =>
    [
        .. fleet.Hosts.OrderBy(h => h.Name, StringComparer.Ordinal).SelectMany(h => UnusedDevices(fleet, h)),
        .. fleet.Vms.OrderBy(v => v.Path, StringComparer.Ordinal).SelectMany(v => Missing(fleet, v)),
    ];

    /// <summary>The attached devices of a VM whose card is not where the VM looks for it, or is another model.</summary>
    public static IEnumerable<AttachedDevice> MissingCards(FleetInventory fleet, Vm vm) => vm.Host is { } host && fleet.Host(host) is { Devices.Count: > 0 } known
        ? vm.Attached.Or([]).Where(a => a.Backing.StartsWith("fixed ", StringComparison.Ordinal) && a.Address is { } address
            && (known.DeviceAt(address) is not { } device || (a.Id is { } id && (id.Vendor, id.Device) != (device.Id.Vendor, device.Id.Device))))
        : [];

    private static IEnumerable<Orphan> UnusedDevices(FleetInventory fleet, Host host)
    {
        // Cards by description belong to no VM until one is powered on: where VMs ask for their kind, they are a pool.
        var described = fleet.VmsOn(host.Ref).Concat(fleet.Vms.Where(v => v.Host is { } h && fleet.Host(h)?.ClusterId is { } c && c == host.ClusterId))
            .SelectMany(v => v.Attached.Or([])).Where(a => a.Backing.StartsWith("dynamic ", StringComparison.Ordinal)).Select(a => a.Id).ToHashSet();
        return host.Devices
            .Where(d => d.State.Or(DeviceState.HostOwned) == DeviceState.Ready && d.HeldBy.Count == 0 && !described.Contains(new PciId(d.Id.Vendor, d.Id.Device)))
            .Where(d => !host.Devices.Any(o => o.Address != d.Address && o.Address.IsSameDevice(d.Address) && o.HeldBy.Count > 0))
            .Select(d => new Orphan(d.Ref, fleet.NameOf(d.Ref), $"{(d.Name.Length > 0 ? d.Name : d.Id.ToString())} is switched to passthrough, and no VM has it.",
                "Assign it, or give it back to the host."));
    }

    private static IEnumerable<Orphan> Missing(FleetInventory fleet, Vm vm) => MissingCards(fleet, vm).Select(a => new Orphan(vm.Ref, fleet.NameOf(vm.Ref),
        $"It has '{a.Backing}', but {(fleet.Host(vm.Host!.Value)!.DeviceAt(a.Address!.Value) is { } other ? $"'{other.Name}' [{other.Id}] is at {a.Address}" : $"nothing is at {a.Address}")}.",
        "Run 'barelane rebind' to plan its repair."));
}
