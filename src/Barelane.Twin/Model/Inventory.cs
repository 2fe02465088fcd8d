namespace Barelane.Twin.Model;

/// <summary>Walks the inventory tree, as a ContainerView sees it.</summary>
internal static class Inventory
{
    /// <summary>The entities below one; one may come more than once, since a VM is below its folder and below its host.</summary>
    public static IEnumerable<TwinObject> Below(TwinObject container, bool recursive)
    {
        foreach (var child in Children(container))
        {
            yield return child;
            if (recursive)
            {
                foreach (var deeper in Below(child, recursive: true))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static List<TwinObject> Children(TwinObject container) => container switch
    {
        TwinFolder folder => folder.Children,
        TwinDatacenter dc => [dc.VmFolder, dc.HostFolder, dc.DatastoreFolder, dc.NetworkFolder],
        TwinCompute compute => [.. compute.Hosts, compute.RootPool],
        TwinPool pool => [.. pool.Pools, .. pool.Site.Vms.Where(vm => vm.Pool == pool)],
        _ => [],
    };
}
