using Barelane.Core.Goals;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Names, places and identities of everything on a site, and no more: what a scoped inspection is found by.</summary>
internal sealed class SiteListing
{
    private List<ListedVm> _vms = [];
    private List<ListedHost> _hosts = [];
    private Dictionary<ManagedObjectRef, EntityRow> _entities = [];

    public IReadOnlyDictionary<ManagedObjectRef, EntityRow> Entities => _entities;

    public IReadOnlyList<ListedHost> Hosts => _hosts;

    public static async Task<SiteListing> ReadAsync(PatientCollector collector, VSphereIds ids, bool withVmIds, bool withMarks, CancellationToken cancellationToken)
    {
        var list = new SiteListing();
        await list.FillAsync(collector, withVmIds, withMarks, cancellationToken).ConfigureAwait(false);
        if (withMarks && list._vms.Exists(v => v.MissingOf(ListedVm.MarkPath)?.Type == "InvalidProperty") && collector.Paths.Refuse(ListedVm.MarkPath))
        {
            // Some servers give single options by key, some don't and say so for each VM; then all options are read, for these few names only.
            await list.FillAsync(collector, withVmIds, withMarks, cancellationToken).ConfigureAwait(false);
        }

        ids.LearnAllHosts([.. list._hosts.Select(h => (h.Self, h.Uuid))]);
        foreach (var host in list._hosts)
        {
            ids.Host(host.Self, host.Uuid, host.Parent);
        }

        foreach (var vm in list._vms.Where(_ => withVmIds))
        {
            ids.Vm(vm.Self, vm.InstanceUuid);
        }

        return list;
    }

    /// <summary>
    /// VMs that answer to a text, in any case: whole path, end of a path, or name. Where none does, those whose names are nearest, so that a message
    /// can name them; they answer to nothing else.
    /// </summary>
    public IReadOnlyList<ManagedObjectRef> Find(string text, out bool exists)
    {
        var paths = new InventoryPaths(_entities);
        var found = _vms.Where(v => Answers(v, text, paths)).Select(v => v.Self).ToList();
        exists = found.Count > 0;
        if (exists)
        {
            return found;
        }

        var near = Nearest.To(text, _vms.Select(v => VimNames.ForPeople(v.Name))).ToHashSet(StringComparer.Ordinal);
        return [.. _vms.Where(v => near.Contains(VimNames.ForPeople(v.Name))).Select(v => v.Self).Take(6)];
    }

    public IEnumerable<ManagedObjectRef> MarkedBy(string document) =>
        _vms.Where(v => string.Equals(v.Document, document, StringComparison.Ordinal)).Select(v => v.Self);

    /// <summary>The host of a VM as listed.</summary>
    public ManagedObjectRef? HostOf(ManagedObjectRef vm) => _vms.Find(v => v.Self == vm)?.Host;

    /// <summary>How many VMs these hosts have together.</summary>
    public int CountOn(IReadOnlySet<ManagedObjectRef> hosts) => _vms.Count(v => v.Host is { } host && hosts.Contains(host));

    /// <summary>A host and the others of its cluster.</summary>
    public IEnumerable<ManagedObjectRef> WithNeighbours(ManagedObjectRef host)
    {
        var parent = _hosts.Find(h => h.Self == host)?.Parent;
        return parent is { Type: "ClusterComputeResource" } ? _hosts.Where(h => h.Parent == parent).Select(h => h.Self) : [host];
    }

    private static bool Answers(ListedVm vm, string text, InventoryPaths paths)
    {
        if (string.Equals(vm.Name, text, StringComparison.OrdinalIgnoreCase) || string.Equals(VimNames.ForPeople(vm.Name), text, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // A path ends with the name, so that only VMs whose name can be its end need their path made.
        return text.EndsWith(vm.Name, StringComparison.OrdinalIgnoreCase) && text.Contains('/', StringComparison.Ordinal)
            && paths.Of(vm.Name, vm.Parent) is var path
            && (string.Equals(path, text, StringComparison.OrdinalIgnoreCase) || path.EndsWith("/" + text, StringComparison.OrdinalIgnoreCase));
    }

    private async Task FillAsync(PatientCollector collector, bool withVmIds, bool withMarks, CancellationToken cancellationToken)
    {
        await collector.RetrieveSiteAsync(
            null,
            () =>
            {
                _vms = [];
                _hosts = [];
                _entities = [];
            },
            [
                () =>
                [
                    ListedVm.Set(collector.Paths, withVmIds, withMarks).To(_vms.Add),
                    ListedHost.Set(collector.Paths).To(_hosts.Add),
                    .. Reading.Frames(collector.Paths, _entities),
                ],
            ],
            cancellationToken).ConfigureAwait(false);
    }
}
