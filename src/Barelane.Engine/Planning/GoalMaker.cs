using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>Makes the goal of a document: what every assignment wants, what is taken back, and what preflight says about it.</summary>
/// <param name="planners">The adapters' planners.</param>
/// <param name="rules">The rules of preflight.</param>
/// <param name="losses">What a VM loses by an assignment, from what it uses today.</param>
/// <param name="maker">The planner, asked what the wants ask of hosts.</param>
public sealed class GoalMaker(
    IReadOnlyDictionary<Hypervisor, IWayPlanner> planners,
    IReadOnlyList<IRule> rules,
    Func<FleetInventory, ResolvedAssignment, WayVariant, IReadOnlyList<Impact>> losses,
    PlanMaker maker)
{
    /// <summary>The goal. Assignments that can't be resolved give blocking findings and no unit.</summary>
    public Goal ForDocument(FleetInventory fleet, Document document, IGivenValues given)
    {
        var releases = Releases.Of(fleet, document, PlannerOf, given);
        var resolution = new AssignmentResolver(fleet, releases.Functions).Resolve(document);
        var findings = new List<Finding>(resolution.Findings);
        var impacts = new List<Impact>(releases.Impacts);
        var units = new List<GoalUnit>();
        var proposals = new List<(ResolvedAssignment Assignment, WayProposal Proposal)>();
        var before = new List<Want>();
        foreach (var assignment in resolution.Assignments)
        {
            var planner = planners[assignment.Site.Hypervisor];
            var proposal = planner.Propose(fleet, assignment with { WantedBefore = before });
            findings.AddRange(proposal.Findings);
            findings.AddRange(Releases.ForeignMark(fleet, planner, assignment));
            var wants = proposal.Wants.ToList();
            var (exchanged, cost) = Releases.Exchanged(fleet, planner, assignment, wants);
            wants.AddRange(exchanged);
            impacts.AddRange(cost);
            before.AddRange(wants);
            proposals.Add((assignment, proposal));
            units.Add(new GoalUnit
            {
                Id = assignment.Id,
                Shown = Show(assignment, proposal.Variant),
                Wants = wants,
                BeforeConfigure = proposal.BeforeConfigure,
                BeforePowerOn = proposal.BeforePowerOn,
            });
        }

        units.InsertRange(0, WithoutReused(releases.Units, units));
        var ends = given.OpenEnds(document.Name);
        var ours = ends.Where(e => e.Field == Field.Maintenance).Select(e => e.Target).ToHashSet();
        AddOpenEnds(units, ends);
        var all = units.SelectMany(u => u.Wants).ToList();
        var (needs, changing) = maker.Foresee(fleet, all);
        foreach (var (assignment, proposal) in proposals)
        {
            impacts.AddRange(losses(fleet, assignment, proposal.Variant).Select(i => i with { Unit = assignment.Id }));
            // What the rules ask of hosts and VMs is for cards that come into a VM; a lease comes over the network.
            foreach (var rule in proposal.Variant == WayVariant.Lease ? [] : rules)
            {
                findings.AddRange(rule.Check(new RuleSubject(rule, fleet, assignment, proposal.Variant)
                {
                    HostNeed = needs.GetValueOrDefault(assignment.Host.Ref),
                    Wants = all,
                    MaintenanceIsOurs = ours.Contains(assignment.Host.Ref),
                }).Select(f => changing.Contains(assignment.Id) ? f : Settled(fleet, assignment, f)));
            }
        }

        return new Goal
        {
            Verb = "apply",
            Document = document.Name,
            OfRun = given.OpenRun(document.Name),
            Units = units,
            Findings = [.. findings.Select(f => Accepted(document, f)).Distinct()],
            Impacts = impacts,
        };
    }

    /// <summary>A card that goes from one VM to another stays claimed on its host: the giver's old host values are not put back.</summary>
    private static IEnumerable<GoalUnit> WithoutReused(IReadOnlyList<GoalUnit> releases, IReadOnlyList<GoalUnit> units)
    {
        var wanted = units.SelectMany(u => u.Wants).Where(w => w.Target.Kind != ObjectKind.Vm).Select(w => (w.Target, w.Field)).ToHashSet();
        return releases.Select(r => r with { Wants = [.. r.Wants.Where(w => !wanted.Contains((w.Target, w.Field)))] });
    }

    /// <summary>What earlier runs left half done is finished with whatever unit it belonged to; what a unit wants itself goes first.</summary>
    private static void AddOpenEnds(List<GoalUnit> units, IReadOnlyList<Want> ends)
    {
        var wanted = units.SelectMany(u => u.Wants).Select(w => (w.Target, w.Field)).ToHashSet();
        foreach (var group in ends.Where(e => !wanted.Contains((e.Target, e.Field))).GroupBy(e => e.Unit, StringComparer.Ordinal))
        {
            var i = units.FindIndex(u => string.Equals(u.Id, group.Key, StringComparison.Ordinal));
            if (i >= 0)
            {
                units[i] = units[i] with { Wants = [.. units[i].Wants, .. group] };
            }
            else
            {
                units.Add(new GoalUnit { Id = group.Key, Wants = [.. group] });
            }
        }
    }

    private IWayPlanner PlannerOf(ObjectRef any, FleetInventory fleet) => planners[fleet.SiteOf(any).Site.Hypervisor];

    /// <summary>
    /// What can't be seen of a card that this very VM has already stands in the way of nothing where nothing is to change: hypervisors tell less of a card once a VM has it. It stays Unknown.
    /// </summary>
    private static Finding Settled(FleetInventory fleet, ResolvedAssignment assignment, Finding finding) =>
        finding is { Severity: Severity.Unknown, Blocks: true, Subject.Kind: ObjectKind.Device } && fleet.Device(finding.Subject) is { } device && device.HeldBy.Contains(assignment.VmRef)
            ? finding with { Blocks = false, Observed = $"{finding.Observed.TrimEnd('.')}. The VM has the device already, and nothing about it is to change." }
            : finding;

    private static Finding Accepted(Document document, Finding finding) =>
        finding is { Severity: Severity.Unknown, Blocks: true } && AcceptedRules(document, finding.Assignment).Contains(finding.Rule, StringComparer.Ordinal)
            ? finding with { Blocks = false }
            : finding;

    private static IEnumerable<string> AcceptedRules(Document document, string? assignment) =>
        document.Accept.Concat(document.Assignments.Where(a => a.Vm == assignment).SelectMany(a => a.Accept));

    private static PlanUnit Show(ResolvedAssignment assignment, WayVariant variant) => new()
    {
        Id = assignment.Id,
        Vm = assignment.VmRef,
        Way = assignment.Assignment.Way,
        Variant = variant,
        Host = assignment.Host.Name,
        Gpus = assignment.Assignment.Gpu.Pool is { } pool
            ? [$"{Amount.Of(assignment.Assignment.Gpu.Count, assignment.Assignment.Gpu.MemoryMiB is null ? "whole device" : "device")}{(assignment.Assignment.Gpu.MemoryMiB is { } memory ? $" with {memory} MiB" : "")} of the pool '{pool}'"]
            : assignment.Gpus.Count == 0
            ? [.. Enumerable.Repeat(assignment.Assignment.Gpu.Profile ?? assignment.Assignment.Gpu.Group ?? "", assignment.Assignment.Gpu.Count)]
            : [.. assignment.Gpus.Select(g => $"{g.Main.Address} {Model(g.Main)} [{g.Main.Id}]{(g.Companions.Count == 0 ? "" : $" + {Amount.Of(g.Companions.Count, "function")}")}")],
        Window = assignment.Assignment.Window,
    };

    private static string Model(Device device) => device.Name.Length == 0 ? "device" : device.Name;
}
