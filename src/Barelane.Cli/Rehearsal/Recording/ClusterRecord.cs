using Barelane.Core.Inventory;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>Records a cluster with its rules, or a host that is in none.</summary>
internal static class ClusterRecord
{
    public static RecordedCluster Of(IReadOnlyList<Host> hosts, Places places, RecordingNotes notes)
    {
        var hostRecords = hosts.Select(h => HostRecord.Of(h, places, notes)).ToList();
        if (hosts[0].ClusterId is not { } id)
        {
            return new RecordedCluster { Name = hosts[0].Name, IsCluster = false, Hosts = hostRecords };
        }

        if (places.Cluster(id) is not { } cluster)
        {
            notes.Note(id, "the cluster's settings", "load balancing fully automated, host failover off", "The cluster was not read.");
            return new RecordedCluster { Name = id, Hosts = hostRecords };
        }

        var record = new RecordedCluster
        {
            Name = cluster.Name,
            DrsEnabled = notes.Take(cluster.Name, "whether load balancing (DRS) is on", cluster.LoadBalancing, false),
            DrsBehavior = notes.Take(cluster.Name, "how far load balancing is automated", cluster.Automation, "fullyAutomated"),
            HaEnabled = notes.Take(cluster.Name, "whether VMs are restarted after a host failure (HA)", cluster.HostFailover, false),
            AdmissionControlEnabled = notes.Take(cluster.Name, "whether HA keeps capacity back", cluster.AdmissionControl, false),
            VsanEnabled = notes.Take(cluster.Name, "whether vSAN is on", cluster.Vsan, false),
            Hosts = hostRecords,
        };
        foreach (var rule in notes.Take(cluster.Name, "its placement rules", cluster.Rules, []))
        {
            Add(record, rule, places, notes);
        }

        return record;
    }

    private static void Add(RecordedCluster record, PlacementRule rule, Places places, RecordingNotes notes)
    {
        if (rule.Kind is not ("on-hosts" or "off-hosts"))
        {
            notes.Note(record.Name, $"the rule '{rule.Name}' that keeps VMs {rule.Kind}", "there is no such rule", "The twin has rules between VMs and hosts only.");
            return;
        }

        var vms = rule.Vms.Select(places.VmName).OfType<string>().ToList();
        var hosts = rule.Hosts.Where(places.Has).Select(h => places.Host(h).Name).ToList();
        if (hosts.Count == 0)
        {
            notes.Note(record.Name, $"the rule '{rule.Name}'", "there is no such rule", "None of the hosts that it names was read.");
            return;
        }

        // As Barelane names the groups of its own rules, so that they are found again when such a rule is taken away.
        var (vmGroup, hostGroup) = (rule.Name + "-vm", rule.Name + "-host");
        record.Groups.Add(new RecordedGroup { Name = vmGroup, Vms = vms });
        record.Groups.Add(new RecordedGroup { Name = hostGroup, Hosts = hosts });
        record.Rules.Add(new RecordedRule
        {
            Name = rule.Name,
            Enabled = rule.Enabled,
            Mandatory = rule.Mandatory,
            VmGroup = vmGroup,
            HostGroup = hostGroup,
            IsAntiAffine = rule.Kind == "off-hosts",
        });
    }
}
