using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>Writes the document for GPU VMs that exist: what <c>export</c> prints and <c>adopt</c> takes under care.</summary>
public static class Exporter
{
    /// <summary>
    /// One assignment for each VM that has a device or slice, in path order. A card is named by address (and its host), a description by
    /// its ids, a slice by its profile, so that the document means exactly what is there.
    /// </summary>
    /// <param name="fleet">What was inspected.</param>
    /// <param name="name">The new document's name.</param>
    /// <param name="sites">The sites as they were connected to; secrets stay references.</param>
    public static Document Export(FleetInventory fleet, string name, IReadOnlyList<SiteSpec> sites) => new()
    {
        Name = name,
        Sites = sites,
        Assignments = [.. fleet.Sites.SelectMany(s => s.Vms.Where(v => !v.IsTemplate).OrderBy(v => v.Path, StringComparer.Ordinal).SelectMany(v => OfVm(fleet, s, v)))],
    };

    private static IEnumerable<Assignment> OfVm(FleetInventory fleet, SiteInventory site, Vm vm)
    {
        // A document has one assignment a VM: the main functions of its first kind of card; companions come along by themselves.
        var mains = vm.Attached.Or([]).Where(a => !IsCompanion(fleet, vm, a)).ToList();
        if (mains.Count == 0)
        {
            yield break;
        }

        var same = mains.Where(m => m.Way == mains[0].Way && (m.Backing == mains[0].Backing || (m.Address is not null && m.Id == mains[0].Id))).ToList();
        yield return new Assignment
        {
            Vm = $"{site.Site.Alias}/{(fleet.VmsNamed(site.Site.Alias, vm.Name).Count == 1 ? vm.Name : vm.Path)}",
            Way = mains[0].Way,
            Gpu = Select(fleet, vm, same),
            PowerOn = vm.Power.Or(PowerState.On) != PowerState.Off,
        };
    }

    private static GpuSelector Select(FleetInventory fleet, Vm vm, IReadOnlyList<AttachedDevice> same)
    {
        var first = same[0];
        var host = vm.Host is { } h ? fleet.Host(h)?.Name : null;
        if (first.Way == Way.Shared)
        {
            return new GpuSelector { Profile = first.Backing[(first.Backing.IndexOf(' ', StringComparison.Ordinal) + 1)..], Count = same.Count };
        }

        return first.Backing.StartsWith("fixed ", StringComparison.Ordinal) && same.Count == 1
            ? new GpuSelector { Address = first.Address, Host = host }
            : new GpuSelector { Id = first.Id, Count = same.Count, Host = first.Backing.StartsWith("fixed ", StringComparison.Ordinal) ? host : null };
    }

    private static bool IsCompanion(FleetInventory fleet, Vm vm, AttachedDevice attached) =>
        attached.Address is { } address && vm.Host is { } host && fleet.Host(host)?.DeviceAt(address) is { IsGpu: false } device
        && vm.Attached.Or([]).Any(o => o.Address is { } other && other != address && other.IsSameDevice(device.Address) && fleet.Host(host)?.DeviceAt(other)?.IsGpu == true);
}
