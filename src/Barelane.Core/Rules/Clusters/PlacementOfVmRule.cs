using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Clusters;

/// <summary>No placement rule keeps the VM off its card's host.</summary>
internal sealed class PlacementOfVmRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "CLUSTER-RULES-001",
        Title = "No placement rule contradicts the card's host",
        Why = "A mandatory rule makes the cluster refuse to power the VM on at the card's host; a preferred one is broken by it.",
        Source = "vSphere API, ClusterVmHostRuleInfo and ClusterAntiAffinityRuleSpec",
        Reads = [ClusterFacts.Rules, VmFacts.Host],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Cluster is not { } cluster || subject.Vm is not { } vm)
        {
            yield break;
        }

        var required = $"rules that allow '{vm.Name}' on '{subject.Host.Name}'";
        var fact = subject.Read(ClusterFacts.Rules, cluster);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(cluster.Ref, "The placement rules", fact, required, $"vSphere Client > '{cluster.Name}' > Configure > VM/Host Rules.");
            yield break;
        }

        var broken = fact.Or([]).Where(r => r.Enabled && r.Vms.Contains(vm.Ref) && Contradicts(subject, r, vm)).ToList();
        foreach (var rule in broken)
        {
            yield return subject.Say(
                rule.Mandatory || rule.Kind == "apart" ? Severity.Block : Severity.Warn,
                vm.Ref,
                $"rule '{rule.Name}' ({(rule.Mandatory ? "mandatory" : "preferred")}, '{rule.Kind}') keeps it off '{subject.Host.Name}'",
                required,
                $"Change or switch off the rule: vSphere Client > '{cluster.Name}' > Configure > VM/Host Rules > '{rule.Name}'.");
        }

        if (broken.Count == 0)
        {
            yield return subject.Pass(vm.Ref, "no rule keeps it off the host", required);
        }
    }

    private static bool Contradicts(RuleSubject subject, PlacementRule rule, Vm vm) => rule.Kind switch
    {
        "on-hosts" => !rule.Hosts.Contains(subject.Host.Ref),
        "off-hosts" => rule.Hosts.Contains(subject.Host.Ref),
        "apart" => rule.Vms.Any(other => other != vm.Ref && subject.Fleet.Vm(other) is { } known && subject.Read(VmFacts.Host, known).Or(default) == subject.Host.Ref),
        _ => false,
    };
}
