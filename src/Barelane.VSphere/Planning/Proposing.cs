using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.VSphere.Planning;

/// <summary>One proposal in the making, with what vSphere's cluster means for it.</summary>
internal sealed class Proposing(FleetInventory fleet, ResolvedAssignment question) : ProposalDraft(fleet, question)
{
    public Cluster? Cluster { get; } = fleet.ClusterOf(question.Host);

    /// <summary>The hosts among which the cluster may place a VM: the host's cluster, or the host alone.</summary>
    public IReadOnlyList<Host> Reach { get; } = question.Host.ClusterId is null
        ? [question.Host]
        : [.. fleet.SiteOf(question.Host.Ref).Hosts.Where(h => string.Equals(h.ClusterId, question.Host.ClusterId, StringComparison.Ordinal))];

    /// <summary>Whether DRS places the VM when it is powered on.</summary>
    public bool IsPlacedByCluster => Question.Site.ManagesFleet
        && Cluster is { } c && c.LoadBalancing.Or(false) && c.Automation.Or("manual") != "manual"
        && Vm?.AutomationOverride.Or("") is null or "" or "partiallyAutomated" or "fullyAutomated";

    public void Block(string rule, ObjectRef about, string observed, string required, string why, string remedy, string source, Severity severity = Severity.Block) =>
        Say(rule, severity, about, observed, required, why, remedy, source);
}
