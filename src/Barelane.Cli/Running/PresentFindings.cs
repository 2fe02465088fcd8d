using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Cli.Running;

/// <summary>
/// What the rules say of a document's VMs as they are now. Preflight counts what its plan is going to put right as right; whoever looks for the cause
/// of a failure must not.
/// </summary>
internal static class PresentFindings
{
    private static readonly Dictionary<ObjectRef, IReadOnlyList<ObjectRef>> NothingReleased = [];

    /// <summary>The findings of every assignment that can be resolved, passes included.</summary>
    public static IReadOnlyList<Finding> Of(FleetInventory fleet, Document document, IReadOnlyDictionary<Hypervisor, IWayPlanner> planners)
    {
        var resolution = new AssignmentResolver(fleet, NothingReleased).Resolve(document);
        return [.. resolution.Findings, .. resolution.Assignments.SelectMany(a => Of(fleet, a, planners[a.Site.Hypervisor]))];
    }

    private static IReadOnlyList<Finding> Of(FleetInventory fleet, ResolvedAssignment assignment, IWayPlanner planner)
    {
        var variant = planner.Propose(fleet, assignment).Variant;
        return RuleCatalog.Check(rule => new RuleSubject(rule, fleet, assignment, variant));
    }
}
