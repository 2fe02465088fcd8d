using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>
/// The one planner: from the present inventory toward a goal, for every verb and every hypervisor. Pure: the same fleet, goal and
/// options give the same bytes.
/// </summary>
/// <param name="planners">The adapters' planners, by hypervisor.</param>
/// <param name="tool">The program's version, part of every plan.</param>
public sealed class PlanMaker(IReadOnlyDictionary<Hypervisor, IWayPlanner> planners, string tool)
{
    /// <summary>Plans. A goal that can't be reached gives a plan whose findings block, never an exception.</summary>
    public Plan Make(FleetInventory fleet, Goal goal, PlanOptions? options = null)
    {
        options ??= new PlanOptions();
        var wants = goal.Units.SelectMany(u => u.Wants).Where(w => !options.Leave.Contains(w.Field.Name)).ToList();
        var (changes, diffFindings) = WantDiff.Of(fleet, target => PlannerOf(fleet, target), wants);
        var work = Work.From(fleet, goal, wants, changes);
        var builder = new PlanSteps(fleet, goal, work, options);
        var steps = builder.Build();
        var findings = goal.Findings.Concat(diffFindings).Concat(builder.Findings)
            .Where(f => f.Severity != Severity.Pass)
            .OrderByDescending(f => f.Blocks).ThenBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Subject).ThenBy(f => f.Assignment, StringComparer.Ordinal)
            .ToList();
        return new Plan
        {
            Tool = tool,
            Document = goal.Document,
            Verb = goal.Verb,
            OfRun = goal.OfRun,
            Sites = [.. fleet.Sites.Select(s => new PlanSite(s.Site.Alias, s.Site.Ref.Site, s.Site.Product))],
            Units = [.. goal.Units.Select(u => u.Shown).OfType<PlanUnit>()],
            Findings = findings,
            Impacts = steps.Count == 0 ? [] : ImpactList.Of(fleet, goal, work, steps),
            Steps = steps,
        };
    }

    /// <summary>What the wants ask of each host, for rules that depend on it (a reboot, maintenance mode), and which units have something to change.</summary>
    public (IReadOnlyDictionary<ObjectRef, HostNeed> HostNeeds, IReadOnlySet<string> Changing) Foresee(FleetInventory fleet, IEnumerable<Want> wants)
    {
        var (changes, _) = WantDiff.Of(fleet, target => PlannerOf(fleet, target), wants);
        return (changes
            .Where(c => c.Target.Kind is ObjectKind.Host or ObjectKind.Device)
            .GroupBy(c => c.Target.HostOfDevice())
            .ToDictionary(g => g.Key, g => g.Max(c => c.Effect.HostNeed)), changes.Select(c => c.Unit).ToHashSet(StringComparer.Ordinal));
    }

    private IWayPlanner PlannerOf(FleetInventory fleet, ObjectRef target) => planners[fleet.SiteOf(target).Site.Hypervisor];
}
