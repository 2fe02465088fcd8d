using Barelane.Engine.Support;
using Barelane.Twin.Recording;
using Barelane.VSphere.Planning;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>
/// Replaces the names in a record by made-up ones, each name by the same one everywhere: of VMs, hosts, clusters, datacenters, datastores,
/// networks, folders, pools, rules, snapshots, and who marked what. Models, ids, addresses, labels and relations stay. Pure; the same record
/// gives the same names.
/// </summary>
internal sealed class NameScrubber
{
    private const string BackupSign = "backup";
    private const string ServiceVm = "vCLS";
    private readonly Pseudonyms _names = new();

    private NameScrubber()
    {
    }

    /// <summary>The record with made-up names; the one given is left as it is.</summary>
    public static RecordedSite Scrub(RecordedSite record)
    {
        var scrubbed = RecordedSiteJson.Read(RecordedSiteJson.Write(record));
        var names = new NameScrubber();
        foreach (var datacenter in scrubbed.Datacenters)
        {
            names.Scrub(datacenter);
        }

        names.Scrub(scrubbed.Assumptions);
        return scrubbed;
    }

    private void Scrub(RecordedDatacenter datacenter)
    {
        datacenter.Name = New("datacenter", datacenter.Name);
        datacenter.Datastores.ForEach(d => d.Name = New("datastore", d.Name));
        Replace(datacenter.Networks, "network");
        foreach (var host in datacenter.Clusters.SelectMany(c => c.Hosts))
        {
            host.Name = New("host", host.Name);
            host.SerialNumber = null;
            Replace(host.Datastores, "datastore");
            Replace(host.Networks, "network");
        }

        datacenter.Vms.ForEach(Scrub);
        datacenter.Clusters.ForEach(Scrub);
    }

    private void Scrub(RecordedCluster cluster)
    {
        cluster.Name = cluster.IsCluster ? New("cluster", cluster.Name) : New("host", cluster.Name);
        cluster.Pools.ForEach(p => p.Name = New("pool", p.Name));
        foreach (var group in cluster.Groups)
        {
            group.Name = RuleName(group.Name, "group");
            Replace(group.Vms, "vm");
            Replace(group.Hosts, "host");
        }

        foreach (var rule in cluster.Rules)
        {
            (rule.Name, rule.VmGroup, rule.HostGroup) = (RuleName(rule.Name, "rule"), RuleName(rule.VmGroup, "group"), RuleName(rule.HostGroup, "group"));
        }
    }

    private void Scrub(RecordedVm vm)
    {
        vm.Name = New("vm", vm.Name);
        vm.Host = New("host", vm.Host);
        vm.Annotation = null;
        vm.Pool = vm.Pool is null ? null : New("pool", vm.Pool);
        vm.Datastore = vm.Datastore is null ? null : New("datastore", vm.Datastore);
        vm.Folder = vm.Folder is null ? null : string.Join('/', vm.Folder.Split('/').Select(f => New("folder", f)));
        Replace(vm.Networks, "network");
        Replace(vm.Snapshots, "snapshot");
        Replace(vm.MemorySnapshots, "snapshot");
        foreach (var (part, kind) in new[] { ("path", "made-path"), ("template", "vm"), ("storage", "datastore"), ("network", "network") })
        {
            Replace(vm.ExtraConfig, VSphereOptions.MadeKey(part), kind);
        }

        Replace(vm.ExtraConfig, VSphereOptions.MarkKey("owner"), "owner");
        vm.Guest.FullName = vm.Guest.Id;
        (vm.Guest.User, vm.Guest.Password) = (null, null);
    }

    /// <summary>Names stand in the texts of assumptions too.</summary>
    private void Scrub(List<RecordedAssumption> assumptions)
    {
        var finder = new NameFinder(_names.All);
        foreach (var assumption in assumptions)
        {
            assumption.Object = finder.Replace(assumption.Object);
            assumption.Fact = finder.Replace(assumption.Fact);
            assumption.Assumed = finder.Replace(assumption.Assumed);
            assumption.Reason = finder.Replace(assumption.Reason);
        }
    }

    private void Replace(List<string>? names, string kind)
    {
        for (var i = 0; i < names?.Count; i++)
        {
            names[i] = New(kind, names[i]);
        }
    }

    private void Replace(Dictionary<string, string> options, string key, string kind)
    {
        if (options.TryGetValue(key, out var name) && name.Length > 0)
        {
            options[key] = New(kind, name);
        }
    }

    /// <summary>Barelane's own rules are named by ids, and are found by these names.</summary>
    private string RuleName(string name, string kind) => name.StartsWith(HostRule.NameFor(""), StringComparison.Ordinal) ? name : New(kind, name);

    private string New(string kind, string name) => _names.Of(kind, name, Telling(kind, name));

    /// <summary>What a name tells beside itself, and Barelane goes by: a cluster's own VMs, snapshots of backup products.</summary>
    private static string Telling(string kind, string name) =>
        kind == "vm" && name.StartsWith(ServiceVm, StringComparison.Ordinal) ? ServiceVm + "-"
        : kind == "snapshot" && name.Contains(BackupSign, StringComparison.OrdinalIgnoreCase) ? BackupSign + "-"
        : "";
}
