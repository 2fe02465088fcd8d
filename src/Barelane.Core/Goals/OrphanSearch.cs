using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>Finds what is left over. Reports only; nothing that Barelane did not do is ever cleaned up.</summary>
public static class OrphanSearch
{
    /// <summary>Every orphan, hosts' devices first, in name order.</summary>
    public static IReadOnlyList<Orphan> Of(FleetInventory fleet)
    {
        var described = Described(fleet);
        return
        [
            .. fleet.Hosts.OrderBy(h => h.Name, StringComparer.Ordinal).SelectMany(h => UnusedDevices(fleet, h, described)),
            .. fleet.Vms.OrderBy(v => v.Path, StringComparer.Ordinal).SelectMany(v => Missing(fleet, v)),
        ];
    }

    /// <summary>The attached devices of a VM whose card is not where the VM looks for it, or is another model.</summary>
    public static IEnumerable<AttachedDevice> MissingCards(FleetInventory fleet, Vm vm) => vm.Host is { } host && fleet.Host(host) is { Devices.Count: > 0 } known
        ? vm.Attached.Or([]).Where(a => a.Backing.StartsWith("fixed ", StringComparison.Ordinal)
            && (a.Address is not { } address || known.DeviceAt(address) is not { } device || (a.Id is { } id && (id.Vendor, id.Device) != (device.Id.Vendor, device.Id.Device))))
        : [];

    /// <summary>
    /// Which kinds of cards VMs ask for by description, on their host and anywhere in its cluster. Such cards belong to no VM until one is powered
    /// on: where VMs ask for their kind, they are a pool.
    /// </summary>
    private static HashSet<(ObjectRef Place, PciId Id)> Described(FleetInventory fleet)
    {
        var described = new HashSet<(ObjectRef, PciId)>();
        foreach (var vm in fleet.Vms)
        {
            foreach (var attached in vm.Attached.Or([]))
            {
                if (vm.Host is { } place && attached.Backing.StartsWith("dynamic ", StringComparison.Ordinal) && attached.Id is { } id)
                {
                    described.Add((place, id));
                    described.Add((fleet.Host(place) is { } host ? PoolOf(host) : place, id));
                }
            }
        }

        return described;
    }

    /// <summary>Where a host's cards by description are looked for: its cluster, or itself.</summary>
    private static ObjectRef PoolOf(Host host) => host.ClusterId is { } cluster ? new ObjectRef(ObjectKind.Cluster, host.Ref.Site, cluster) : host.Ref;

    private static IEnumerable<Orphan> UnusedDevices(FleetInventory fleet, Host host, HashSet<(ObjectRef Place, PciId Id)> described)
    {
        var pool = PoolOf(host);
        return host.Devices
            .Where(d => d.State.Or(DeviceState.HostOwned) == DeviceState.Ready && d.HeldBy.Count == 0)
            .Where(d => new PciId(d.Id.Vendor, d.Id.Device) is var id && !described.Contains((pool, id)) && !described.Contains((host.Ref, id)))
            .Where(d => !host.Devices.Any(o => o.Address != d.Address && o.Address.IsSameDevice(d.Address) && o.HeldBy.Count > 0))
            .Select(d => new Orphan(d.Ref, fleet.NameOf(d.Ref), $"{(d.Name.Length > 0 ? d.Name : d.Id.ToString())} is switched to passthrough, and no VM has it.",
                "Assign it, or give it back to the host."));
    }

    private static IEnumerable<Orphan> Missing(FleetInventory fleet, Vm vm) => MissingCards(fleet, vm).Select(a => new Orphan(vm.Ref, fleet.NameOf(vm.Ref),
        $"It has '{a.Backing}', but {(a.Address is not { } address ? "no card is at that place" : fleet.Host(vm.Host!.Value)!.DeviceAt(address) is { } other ? $"'{other.Name}' [{other.Id}] is at {address}" : $"nothing is at {address}")}.",
        "Run 'barelane rebind' to plan its repair."));
}
