using Barelane.Core.Facts;
using Barelane.Core.Goals;

namespace Barelane.Core.Rules.Vms;

/// <summary>A VM tied to its host is better left out of load balancing.</summary>
internal sealed class VmAutomationRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-AUTOMATION-001",
        Title = "Load balancing knows that the VM stays",
        Why = "DRS counts a VM with a fixed card among those it may move, and keeps recommending what cannot be done; at power-on it may pick another host.",
        Source = "vSphere documentation, DRS VM overrides; derived",
        Reads = [ClusterFacts.LoadBalancing, ClusterFacts.Automation, VmFacts.AutomationOverride],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Variant != WayVariant.DirectFixed || subject.Vm is not { } vm || subject.Cluster is not { } cluster)
        {
            yield break;
        }

        const string Required = "DRS off, or an override or a rule for the VM";
        var remedy = $"vSphere Client > '{cluster.Name}' > Configure > VM Overrides > Add > '{vm.Name}': DRS automation level 'Disabled'.";
        var balancing = subject.Read(ClusterFacts.LoadBalancing, cluster);
        var automation = subject.Read(ClusterFacts.Automation, cluster);
        var own = subject.Read(VmFacts.AutomationOverride, vm);
        if (!balancing.IsKnown)
        {
            yield return subject.Unseen(cluster.Ref, "DRS", balancing, Required, remedy);
        }
        else if (subject.Wants.Any(w => w.Target == vm.Ref && w.Field.Prefix is ("host-rule" or "automation")))
        {
            yield return subject.Pass(vm.Ref, "the plan tells DRS that it stays", Required);
        }
        else if (!balancing.Or(false) || own.HasValue || automation.Or("fullyAutomated") == "manual")
        {
            yield return subject.Pass(vm.Ref, !balancing.Or(false) ? "DRS is off" : own.HasValue ? $"override '{own.Value}'" : "DRS only recommends", Required);
        }
        else
        {
            yield return subject.Say(Severity.Note, vm.Ref, $"it follows cluster '{cluster.Name}' ('{automation.Or("?")}')", Required, remedy);
        }
    }
}
