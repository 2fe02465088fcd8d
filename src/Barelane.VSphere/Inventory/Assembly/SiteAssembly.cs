using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Joins the rows of one inspection into records.</summary>
internal static class SiteAssembly
{
    public static SiteInventory Make(SiteRows rows, SiteFrame frame, VSphereIds ids)
    {
        var hostRefs = rows.Hosts.ToDictionary(h => h.Self, h => ids.Host(h.Self, h.Uuid, h.Parent));
        var vmRefs = rows.Vms.ToDictionary(v => v.Self, v => ids.Vm(v.Self, v.InstanceUuid));
        var computes = rows.Computes.ToDictionary(c => c.Self);
        var clusterRefs = rows.Computes.Where(c => c.IsCluster).ToDictionary(c => c.Self, c => ids.Cluster(c.Self));
        var systems = new SystemIds(rows);
        var holdings = new Holdings(rows, ids, systems);
        var running = rows.Vms.Where(v => v.IsRunning && v.Host is not null).ToLookup(v => v.Host!.Value);
        var ownNames = OwnNames(frame, rows);
        var vms = new VmAssembly(ids, new InventoryPaths(rows.Entities), new GivenDevices(systems, ids.Find), ownNames);
        return new SiteInventory
        {
            Site = SiteOf(frame, ids),
            Clusters = [.. rows.Computes.Where(c => c.IsCluster).Select(c => ClusterAssembly.Make(c, clusterRefs[c.Self], ids)).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Ref)],
            Hosts =
            [
                .. rows.Hosts.Select(h => HostAssembly.Make(
                        h,
                        hostRefs[h.Self],
                        h.Parent is { Type: "ClusterComputeResource" } cluster ? cluster.Value : null,
                        rows.Targets.GetValueOrDefault(h.Self),
                        rows.HostsWithVms.Contains(h.Self) ? [.. running[h.Self]] : null,
                        holdings))
                    .OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Ref),
            ],
            Vms =
            [
                .. rows.Vms.Select(v => vms.Make(v, vmRefs[v.Self], vms.HostOf(v), ComputeOf(v, ids, computes)))
                    .OrderBy(v => v.Path, StringComparer.Ordinal).ThenBy(v => v.Ref),
            ],
            IsWhole = rows.IsWhole,
        };
    }

    private static ComputeRow? ComputeOf(VmRow vm, VSphereIds ids, Dictionary<ManagedObjectRef, ComputeRow> computes) =>
        vm.Host is { } host && ids.ComputeOf(host) is { } compute ? computes.GetValueOrDefault(compute) : null;

    private static Site SiteOf(SiteFrame frame, VSphereIds ids) => new()
    {
        Ref = new ObjectRef(ObjectKind.Site, ids.Site!, ids.Site!),
        Alias = frame.Alias,
        Hypervisor = Hypervisor.VSphere,
        Product = frame.About.FullName,
        ApiVersion = frame.ApiVersion,
        ManagesFleet = frame.About.IsVirtualCenter,
    };

    /// <summary>The vCenter's address as the hosts know it tells its VM, whatever name the document uses for it.</summary>
    private static HashSet<string> OwnNames(SiteFrame frame, SiteRows rows)
    {
        var names = new HashSet<string>(frame.OwnNames, StringComparer.OrdinalIgnoreCase);
        names.UnionWith(rows.Hosts.Select(h => h.Manager).OfType<string>());
        return names;
    }
}
