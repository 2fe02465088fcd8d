using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Reads what a scope asks for in few round trips: a list of names (left out where identities are known already), then what was found with its
/// hosts, their clusters and their VMs, and where those hosts have many VMs, a third time only the VMs of hosts that have cards.
/// </summary>
internal sealed class ScopedReading(PatientCollector collector, VSphereIds ids, InspectScope scope)
{
    private const int FewVms = 200;
    private readonly HashSet<ManagedObjectRef> _vms = [];
    private readonly HashSet<ManagedObjectRef> _hosts = [];
    private readonly HashSet<ManagedObjectRef> _computes = [];
    private readonly IReadOnlyList<ObjectRef> _objects = [.. scope.Objects.Select(NewVmRef.Lasting)];
    private SiteListing? _listing;
    private bool _listedIds;
    private SiteRows _rows = new();

    /// <summary>Whether the other VMs of the hosts in question are wanted: they tell who holds a card and what memory is free.</summary>
    public bool WithNeighbours { get; init; } = true;

    /// <summary>Whether the site is listed in any case, so that objects have their whole paths.</summary>
    public bool WithPaths { get; init; }

    /// <summary>Whether the list of names was read, so that what was not found does not exist.</summary>
    public bool IsComplete => _listing is not null;

    public async Task<SiteRows> ReadAsync(CancellationToken cancellationToken)
    {
        var known = _objects.Where(IsObject).ToDictionary(o => o, Place);
        if (WithPaths || scope.VmNames.Count > 0 || scope.MarkedBy is not null || scope.WithCandidates || !ids.KnowsHosts || _objects.Any(NewVmRef.Is) || known.Values.Any(v => v is null))
        {
            await ListAsync(withIds: known.Any(k => k is { Key.Kind: ObjectKind.Vm, Value: null }), cancellationToken).ConfigureAwait(false);
        }

        Choose();
        await ReadChosenAsync(cancellationToken).ConfigureAwait(false);
        if (!_listedIds && Stale().ToList() is { Count: > 0 } stale)
        {
            // What was known by a reference is not there any more: it was registered anew under another, or is gone.
            stale.ForEach(ids.Forget);
            await ListAsync(withIds: true, cancellationToken).ConfigureAwait(false);
            Choose();
            await ReadChosenAsync(cancellationToken).ConfigureAwait(false);
        }

        await ReadNeighboursAsync(cancellationToken).ConfigureAwait(false);
        _rows.KeepLatest();
        return _rows;
    }

    /// <summary>An object of this site; a scope may name those of others too, and VMs that a plan made by their name alone.</summary>
    private bool IsObject(ObjectRef o) => o.Kind != ObjectKind.Site && !NewVmRef.Is(o) && (ids.Site is null || string.Equals(o.Site, ids.Site, StringComparison.Ordinal));

    private ManagedObjectRef? Place(ObjectRef o) => ids.Find(o.Kind == ObjectKind.Device ? o.HostOfDevice() : o);

    private async Task ListAsync(bool withIds, CancellationToken cancellationToken)
    {
        _listing = await SiteListing.ReadAsync(collector, ids, withIds, scope.MarkedBy is not null, cancellationToken).ConfigureAwait(false);
        _listedIds |= withIds;
    }

    private void Choose()
    {
        _vms.Clear();
        _hosts.Clear();
        _computes.Clear();
        foreach (var wanted in _objects.Where(IsObject))
        {
            if (Place(wanted) is { } place)
            {
                (wanted.Kind switch { ObjectKind.Vm => _vms, ObjectKind.Cluster => _computes, _ => _hosts }).Add(place);
            }
        }

        if (_listing is null)
        {
            return;
        }

        if (scope.MarkedBy is { } document)
        {
            _vms.UnionWith(_listing.MarkedBy(document));
        }

        foreach (var name in scope.VmNames.Concat(_objects.Where(NewVmRef.Is).Select(NewVmRef.NameOf)))
        {
            _vms.UnionWith(_listing.Find(name, out var exists));
            if (!exists && scope.WithCandidates)
            {
                // It may be a VM to be made, which any host can have.
                _hosts.UnionWith(_listing.Hosts.Select(h => h.Self));
            }
        }

        if (scope.WithCandidates && scope.Objects.Any(o => NewVmRef.UuidOf(o) is not null && Place(NewVmRef.Lasting(o)) is null))
        {
            _hosts.UnionWith(_listing.Hosts.Select(h => h.Self));
        }

        if (scope.WithCandidates)
        {
            _hosts.UnionWith(_vms.Select(_listing.HostOf).OfType<ManagedObjectRef>().Concat(_hosts).SelectMany(_listing.WithNeighbours).ToList());
        }
    }

    private async Task ReadChosenAsync(CancellationToken cancellationToken)
    {
        var named = NamedHosts();
        var all = WithNeighbours && _listing is not null && _listing.CountOn(_vms.Select(_listing.HostOf).OfType<ManagedObjectRef>().Concat(_hosts).ToHashSet()) <= FewVms;
        List<ObjectSpec> objects =
        [
            .. _vms.Select(v => new ObjectSpec(v) { Then = [new TraversalSpec("VirtualMachine", "runtime.host") { Then = HostSteps(WithNeighbours) }] }),
            .. _hosts.Select(h => new ObjectSpec(h) { Then = HostSteps(WithNeighbours && (all || named.Contains(h))) }),
            .. _computes.Select(c => new ObjectSpec(c)),
        ];
        await RetrieveAsync(objects, fresh: true, cancellationToken).ConfigureAwait(false);
        if (WithNeighbours)
        {
            _rows.HostsWithVms.UnionWith(_rows.Vms.Where(v => _vms.Contains(v.Self)).Select(v => v.Host).OfType<ManagedObjectRef>());
            _rows.HostsWithVms.UnionWith(all ? _hosts : named);
        }
    }

    private static IReadOnlyList<TraversalSpec> HostSteps(bool withVms) => withVms
        ? [new TraversalSpec("HostSystem", "parent"), new TraversalSpec("HostSystem", "vm")]
        : [new TraversalSpec("HostSystem", "parent")];

    private HashSet<ManagedObjectRef> NamedHosts() =>
        _objects.Where(o => IsObject(o) && o.Kind is ObjectKind.Host or ObjectKind.Device).Select(Place).OfType<ManagedObjectRef>().ToHashSet();

    /// <summary>Identities that were asked for by reference and that the answer does not hold, or not under that identity.</summary>
    private IEnumerable<ObjectRef> Stale()
    {
        var vms = _rows.Vms.Select(v => ids.Vm(v.Self, v.InstanceUuid)).ToHashSet();
        var hosts = _rows.Hosts.Select(h => ids.Host(h.Self, h.Uuid, h.Parent)).ToHashSet();
        return _objects.Where(IsObject).Where(o => o.Kind switch
        {
            ObjectKind.Vm => !vms.Contains(o),
            ObjectKind.Host => !hosts.Contains(o),
            ObjectKind.Device => !hosts.Contains(o.HostOfDevice()),
            _ => false,
        }).Select(o => o.Kind == ObjectKind.Device ? o.HostOfDevice() : o);
    }

    private async Task ReadNeighboursAsync(CancellationToken cancellationToken)
    {
        if (!WithNeighbours)
        {
            return;
        }

        var hosts = _rows.Hosts.Where(h => !_rows.HostsWithVms.Contains(h.Self) && HasCards(h)).Select(h => h.Self).Distinct().ToList();
        await RetrieveAsync([.. hosts.Select(h => new ObjectSpec(h) { Skip = true, Then = [new TraversalSpec("HostSystem", "vm")] })], fresh: false, cancellationToken).ConfigureAwait(false);
        _rows.HostsWithVms.UnionWith(hosts);
    }

    /// <summary>Whether a host has anything that VMs could be given: a card, or a device that somebody has switched to passthrough.</summary>
    private static bool HasCards(HostRow host) =>
        host.Pci?.Exists(d => new Device { Ref = default, Address = d.Address, Id = d.Id, Class = d.Class }.IsGpu) == true || host.Passthru?.Exists(p => p.Enabled || p.Active) == true;

    private async Task RetrieveAsync(IReadOnlyList<ObjectSpec> objects, bool fresh, CancellationToken cancellationToken)
    {
        if (fresh)
        {
            _rows = new SiteRows { Entities = _listing?.Entities.ToDictionary() ?? [] };
        }

        if (objects.Count > 0)
        {
            await collector.RetrieveAsync(objects, null, () => [.. Reading.Full(collector.Paths, _rows)], cancellationToken).ConfigureAwait(false);
        }
    }
}
