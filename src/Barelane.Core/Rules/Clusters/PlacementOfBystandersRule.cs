using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Clusters;

/// <summary>No placement rule pins other VMs to the host that is taken down.</summary>
internal sealed class PlacementOfBystandersRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "CLUSTER-RULES-002",
        Title = "No mandatory rule pins other VMs to the host",
        Why = "A VM that a mandatory rule keeps on this host alone is not evacuated, so maintenance mode waits for it until it is off.",
        Source = "vSphere API, ClusterVmHostRuleInfo.mandatory",
        Reads = [ClusterFacts.Rules],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.DisturbsHost || subject.Cluster is not { } cluster)
        {
            yield break;
        }

        var required = $"no mandatory rule for '{subject.Host.Name}' alone";
        var fact = subject.Read(ClusterFacts.Rules, cluster);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(cluster.Ref, "The placement rules", fact, required, $"vSphere Client > '{cluster.Name}' > Configure > VM/Host Rules.");
            yield break;
        }

        var here = subject.Fleet.VmsOn(subject.Host.Ref).Select(v => v.Ref).Where(v => v != subject.Assignment.VmRef).ToHashSet();
        var pins = fact.Or([])
            .Where(r => r is { Enabled: true, Mandatory: true, Kind: "on-hosts" } && r.Hosts.All(h => h == subject.Host.Ref) && r.Vms.Any(here.Contains))
            .ToList();
        foreach (PlacementRule rule in pins)
        {
            var names = string.Join(", ", rule.Vms.Where(here.Contains).Select(v => $"'{subject.Fleet.NameOf(v)}'"));
            yield return subject.Say(Severity.Warn, subject.Host.Ref, $"rule '{rule.Name}' pins {names} to it: shut down while it is out", required,
                "Switch the rule off for the time, or name these VMs under 'bystanders'.");
        }

        if (pins.Count == 0)
        {
            yield return subject.Pass(subject.Host.Ref, "no mandatory rule pins another VM to it", required);
        }
    }
}
