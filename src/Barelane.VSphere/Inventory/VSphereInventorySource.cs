using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Reads a vCenter or a lone ESXi host. Changes nothing, and keeps nothing but which identity is which object of the server.</summary>
internal sealed class VSphereInventorySource : IInventorySource
{
    private const int PageSize = 1000;
    private readonly VimSession _session;
    private readonly SiteFrame _frame;
    private readonly PatientCollector _collector;
    private volatile IReadOnlyDictionary<string, ManagedObjectRef> _folders = new Dictionary<string, ManagedObjectRef>();

    /// <summary>Reads through a session.</summary>
    /// <param name="session">The session; not closed here.</param>
    /// <param name="alias">The document's alias of the site.</param>
    /// <param name="ownNames">Names and addresses of the endpoint and of this machine, by which the VMs that run the management are known.</param>
    public VSphereInventorySource(VimSession session, string alias, IReadOnlySet<string> ownNames)
    {
        _session = session;
        _frame = new SiteFrame(alias, session.Content.About, session.Client.Version, ownNames);
        _collector = new PatientCollector(session, new ServerPaths(session.Client.Version));
        Ids = new VSphereIds(session.Content.About.IsVirtualCenter ? session.Content.About.InstanceUuid?.ToLowerInvariant() : null);
    }

    /// <summary>Identities and the server's references, as far as inspections have met them.</summary>
    public VSphereIds Ids { get; }

    /// <inheritdoc/>
    public async Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var rows = scope.Everything
                ? await ReadWholeAsync(cancellationToken).ConfigureAwait(false)
                : await ReadScopeAsync(new ScopedReading(_collector, Ids, scope) { WithPaths = true }, cancellationToken).ConfigureAwait(false);
            await new TargetReading(_session).AskAsync(rows, cancellationToken).ConfigureAwait(false);
            var inventory = SiteAssembly.Make(rows, _frame, Ids);
            return scope.Everything ? inventory : inventory with { Missing = Missing(scope, inventory) };
        }
        catch (VimException e)
        {
            throw new SiteException(SiteProblems.Of(e, _frame.Alias), e);
        }
    }

    /// <summary>VMs that were asked for by identity and not found in the list of all VMs, which such a reading (with its paths) has always read.</summary>
    private static List<ObjectRef> Missing(InspectScope scope, SiteInventory inventory)
    {
        var there = inventory.Vms.Select(v => v.Ref).ToHashSet();
        return [.. scope.Objects.Where(o => o.Kind == ObjectKind.Vm && o.Site == inventory.Site.Ref.Site && (!NewVmRef.Is(o) || NewVmRef.UuidOf(o) is not null)
            && !there.Contains(NewVmRef.Lasting(o)))];
    }

    /// <summary>Reads these objects alone, with their hosts and clusters; says whether what is not there certainly does not exist.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="withNeighbours">Whether the other VMs of their hosts are wanted, which tell who holds a card and what memory is free.</param>
    /// <param name="withTargets">Whether it matters which host a system id means, and what hosts offer.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="VimException">The site could not be read.</exception>
    internal async Task<(SiteInventory Inventory, bool IsComplete)> ReadObjectsAsync(IReadOnlyList<ObjectRef> objects, bool withNeighbours, bool withTargets, CancellationToken cancellationToken)
    {
        var reading = new ScopedReading(_collector, Ids, new InspectScope { Objects = objects }) { WithNeighbours = withNeighbours };
        var rows = await ReadScopeAsync(reading, cancellationToken).ConfigureAwait(false);
        if (withTargets)
        {
            await new TargetReading(_session).AskAsync(rows, cancellationToken).ConfigureAwait(false);
        }

        return (SiteAssembly.Make(rows, _frame, Ids), reading.IsComplete);
    }

    /// <summary>The server's reference of an object, looked up where no inspection has met it; null where the site has no such object.</summary>
    /// <exception cref="VimException">The site could not be read.</exception>
    internal async Task<ManagedObjectRef?> FindAsync(ObjectRef target, CancellationToken cancellationToken)
    {
        var place = NewVmRef.Lasting(target.Kind == ObjectKind.Device ? target.HostOfDevice() : target);

        // A VM that a plan makes, or deletes again, is looked for each time: what was met once may be gone by now.
        if (!NewVmRef.Is(target) && Ids.Find(place) is { } known)
        {
            return known;
        }

        // A journal of the first versions knows a VM that its plan made by its name alone.
        var (inventory, _) = await ReadObjectsAsync([place], withNeighbours: false, withTargets: false, cancellationToken).ConfigureAwait(false);
        return Ids.Find(place) ?? (place.Kind == ObjectKind.Vm && new FleetInventory([inventory]).Vm(place) is { } made ? Ids.Find(made.Ref) : null);
    }

    /// <summary>The folder of this path (<c>DC0/vm/renderers</c>) among those that the last list of names showed; null where there is none.</summary>
    internal ManagedObjectRef? FindFolder(string path) => _folders.TryGetValue(path, out var folder) ? folder : null;

    private async Task<SiteRows> ReadScopeAsync(ScopedReading reading, CancellationToken cancellationToken)
    {
        var rows = await reading.ReadAsync(cancellationToken).ConfigureAwait(false);
        Remember(rows);
        return rows;
    }

    private void Remember(SiteRows rows)
    {
        if (rows.Entities.Count > 0)
        {
            _folders = new InventoryPaths(rows.Entities).Folders();
        }
    }

    private async Task<SiteRows> ReadWholeAsync(CancellationToken cancellationToken)
    {
        var rows = new SiteRows();
        await _collector.RetrieveSiteAsync(
            PageSize,
            () => rows = new SiteRows { IsWhole = true },
            [
                () => [VmProperties.Set(_collector.Paths).To(rows.Vms.Add), .. Reading.Frames(_collector.Paths, rows.Entities)],
                () => [HostProperties.Set(_collector.Paths).To(rows.Hosts.Add), ComputeRow.Set(_collector.Paths).To(rows.Computes.Add)],
            ],
            cancellationToken).ConfigureAwait(false);
        Ids.LearnAllHosts([.. rows.Hosts.Select(h => (h.Self, h.Uuid))]);
        rows.HostsWithVms.UnionWith(rows.Hosts.Select(h => h.Self));
        Remember(rows);
        return rows;
    }
}
