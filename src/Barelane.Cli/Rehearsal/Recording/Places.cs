using Barelane.Core.Inventory;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>
/// Which datacenter, cluster and folder everything is in. The inventory tells datacenters only by the paths of VMs; hosts follow their VMs,
/// and hosts without any their cluster.
/// </summary>
internal sealed class Places
{
    private const string VmFolder = "/vm/";
    private const string Unnamed = "datacenter";
    private readonly SiteInventory _inventory;
    private readonly Dictionary<ObjectRef, string> _ofHosts = [];

    public Places(SiteInventory inventory, RecordingNotes notes)
    {
        _inventory = inventory;
        foreach (var vm in inventory.Vms)
        {
            if (vm.Host is { } host && DatacenterIn(vm.Path) is { } name)
            {
                _ofHosts.TryAdd(host, name);
            }
        }

        var known = _ofHosts.Values.Order(StringComparer.Ordinal).FirstOrDefault() ?? Unnamed;
        foreach (var cluster in inventory.Hosts.GroupBy(h => h.ClusterId ?? h.Ref.Id, StringComparer.Ordinal))
        {
            var told = cluster.Where(h => _ofHosts.ContainsKey(h.Ref)).Select(h => _ofHosts[h.Ref]).FirstOrDefault();
            foreach (var host in cluster.Where(h => !_ofHosts.ContainsKey(h.Ref)))
            {
                _ofHosts[host.Ref] = told ?? known;
                if (told is null)
                {
                    notes.Note(host.Name, "its datacenter", $"'{known}'", "Neither it nor its cluster has a VM whose path tells.");
                }
            }
        }

        foreach (var vm in inventory.Vms.Where(v => v.Host is null || !Has(v.Host.Value)))
        {
            notes.Note(vm.Name, "its host", "the VM is left out", "Its host was not read.");
        }
    }

    /// <summary>The datacenters' names.</summary>
    public IReadOnlyList<string> Datacenters => [.. _inventory.Hosts.Select(h => _ofHosts[h.Ref]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The hosts of a datacenter.</summary>
    public IReadOnlyList<Host> HostsOf(string datacenter) => [.. _inventory.Hosts.Where(h => string.Equals(_ofHosts[h.Ref], datacenter, StringComparison.Ordinal))];

    /// <summary>The VMs of a datacenter that are on a host that was read.</summary>
    public IReadOnlyList<Vm> VmsOf(string datacenter) =>
        [.. _inventory.Vms.Where(v => v.Host is { } host && Has(host) && string.Equals(_ofHosts[host], datacenter, StringComparison.Ordinal))];

    /// <summary>The host. Throws where it was not read.</summary>
    public Host Host(ObjectRef host) => _inventory.Hosts.First(h => h.Ref == host);

    /// <summary>The VM's name, or null where it was not read.</summary>
    public string? VmName(ObjectRef vm) => _inventory.Vms.FirstOrDefault(v => v.Ref == vm)?.Name;

    /// <summary>The cluster of an id, or null.</summary>
    public Cluster? Cluster(string? id) => id is null ? null : _inventory.Clusters.FirstOrDefault(c => string.Equals(c.Ref.Id, id, StringComparison.Ordinal));

    /// <summary>The VMs of a host that were read.</summary>
    public IEnumerable<Vm> VmsOn(ObjectRef host) => _inventory.Vms.Where(v => v.Host == host);

    /// <summary>Whether the host was read.</summary>
    public bool Has(ObjectRef host) => _inventory.Hosts.Any(h => h.Ref == host);

    /// <summary>The folders between the datacenter's <c>vm</c> and the VM, or null where there are none.</summary>
    public static string? FolderIn(string path)
    {
        var start = path.IndexOf(VmFolder, StringComparison.Ordinal);
        var end = path.LastIndexOf('/');
        return start < 0 || end <= start + VmFolder.Length - 1 ? null : path[(start + VmFolder.Length)..end];
    }

    private static string? DatacenterIn(string path)
    {
        var start = path.IndexOf(VmFolder, StringComparison.Ordinal);
        return start <= 0 ? null : path[..start];
    }
}
