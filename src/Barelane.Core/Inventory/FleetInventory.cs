using Barelane.Core.Goals;

namespace Barelane.Core.Inventory;

/// <summary>All sites together, with look-up by identity. Immutable; the indexes are made once, on first use.</summary>
public sealed class FleetInventory
{
    private readonly Lazy<Dictionary<ObjectRef, Host>> _hosts;
    private readonly Lazy<Dictionary<ObjectRef, Vm>> _vms;
    private readonly Lazy<Dictionary<ObjectRef, IReadOnlyList<Vm>>> _vmsByHost;
    private readonly Lazy<Dictionary<string, VmLookup>> _names;

    /// <summary>Joins the sites.</summary>
    public FleetInventory(IReadOnlyList<SiteInventory> sites)
    {
        Sites = sites;
        _hosts = new(() => Sites.SelectMany(s => s.Hosts).ToDictionary(h => h.Ref));
        _vms = new(() => Sites.SelectMany(s => s.Vms).ToDictionary(v => v.Ref));
        _names = new(() => Sites.ToDictionary(s => s.Site.Alias, s => new VmLookup(s), StringComparer.Ordinal));
        _vmsByHost = new(() => Sites.SelectMany(s => s.Vms).Where(v => v.Host is not null)
            .GroupBy(v => v.Host!.Value).ToDictionary(g => g.Key, g => (IReadOnlyList<Vm>)g.ToList()));
    }

    /// <summary>The sites, in the order of the document.</summary>
    public IReadOnlyList<SiteInventory> Sites { get; }

    /// <summary>Every host.</summary>
    public IEnumerable<Host> Hosts => Sites.SelectMany(s => s.Hosts);

    /// <summary>Every VM.</summary>
    public IEnumerable<Vm> Vms => Sites.SelectMany(s => s.Vms);

    /// <summary>The site an object belongs to. Throws if it is not in here.</summary>
    public SiteInventory SiteOf(ObjectRef any) => Sites.First(s => string.Equals(s.Site.Ref.Site, any.Site, StringComparison.Ordinal));

    /// <summary>The host, or null.</summary>
    public Host? Host(ObjectRef host) => _hosts.Value.GetValueOrDefault(host);

    /// <summary>The VM, or null. The reference of a VM that a plan makes (<see cref="NewVmRef"/>) finds it once it exists, whatever its name is by now.</summary>
    public Vm? Vm(ObjectRef vm)
    {
        if (_vms.Value.TryGetValue(NewVmRef.Lasting(vm), out var found) || !NewVmRef.Is(vm) || NewVmRef.UuidOf(vm) is not null)
        {
            return found;
        }

        // A journal of the first versions knows such a VM by its name alone.
        var name = NewVmRef.NameOf(vm);
        var named = SiteOf(vm).Vms.Where(v => string.Equals(v.Name, name, StringComparison.Ordinal) || string.Equals(v.Path, name, StringComparison.Ordinal)).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>The function, or null.</summary>
    public Device? Device(ObjectRef device) => Host(device.HostOfDevice())?.DeviceAt(device.AddressOfDevice());

    /// <summary>The VMs registered on a host.</summary>
    public IReadOnlyList<Vm> VmsOn(ObjectRef host) => _vmsByHost.Value.GetValueOrDefault(host) ?? [];

    /// <summary>
    /// Every VM of the site with this alias that answers to the text: the whole path, the end of a path after a slash, or the name; without regard
    /// to case only where no exact match exists. More than one is an ambiguity that the caller has to refuse.
    /// </summary>
    public IReadOnlyList<Vm> VmsNamed(string alias, string text) => _names.Value.GetValueOrDefault(alias)?.Find(text) ?? [];

    /// <summary>
    /// The VMs that an assignment of a document means: those that answer to its text; where none does, the one that it had made itself, whatever that is called
    /// by now.
    /// </summary>
    public IReadOnlyList<Vm> VmsOf(string document, Assignment assignment)
    {
        var named = VmsNamed(assignment.SiteAlias, assignment.VmName);
        var site = Sites.FirstOrDefault(s => string.Equals(s.Site.Alias, assignment.SiteAlias, StringComparison.Ordinal));
        return named.Count == 0 && assignment.Create is not null && site is not null && Vm(NewVmRef.Of(site.Site.Ref.Site, document, assignment.VmName)) is { } made ? [made] : named;
    }

    /// <summary>The cluster a host belongs to, or null.</summary>
    public Cluster? ClusterOf(Host host) => host.ClusterId is null
        ? null
        : SiteOf(host.Ref).Clusters.FirstOrDefault(c => string.Equals(c.Ref.Id, host.ClusterId, StringComparison.Ordinal));

    /// <summary>The name people know, with the site's alias: <c>dc1/render-01</c>, <c>dc1/esx03 0000:3b:00.0</c>.</summary>
    public string NameOf(ObjectRef any)
    {
        var site = Sites.FirstOrDefault(s => string.Equals(s.Site.Ref.Site, any.Site, StringComparison.Ordinal));
        var alias = site?.Site.Alias ?? any.Site;
        return any.Kind switch
        {
            ObjectKind.Site => alias,
            ObjectKind.Cluster => $"{alias}/{site?.Clusters.FirstOrDefault(c => c.Ref == any)?.Name ?? any.Id}",
            ObjectKind.Host => $"{alias}/{Host(any)?.Name ?? any.Id}",
            ObjectKind.Vm => $"{alias}/{Vm(any)?.Name ?? (NewVmRef.Is(any) ? NewVmRef.NameOf(any) : any.Id)}",
            ObjectKind.Device => $"{NameOf(any.HostOfDevice())} {any.AddressOfDevice()}",
            _ => any.ToString(),
        };
    }
}
