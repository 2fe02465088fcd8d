using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>
/// What a document takes back: cards of VMs that it gave and no longer names, and cards exchanged for others. Told by the marks, so that
/// one team's document never takes another team's cards.
/// </summary>
/// <param name="Units">One unit for each VM that gives everything back.</param>
/// <param name="Impacts">The consent <c>release</c> that each needs.</param>
/// <param name="Functions">The functions that become free, by VM.</param>
internal sealed record Releases(IReadOnlyList<GoalUnit> Units, IReadOnlyList<Impact> Impacts, IReadOnlyDictionary<ObjectRef, IReadOnlyList<ObjectRef>> Functions)
{
    public static Releases Of(FleetInventory fleet, Document document, Func<ObjectRef, FleetInventory, IWayPlanner> planners, IGivenValues given)
    {
        var named = document.Assignments
            .SelectMany(a => fleet.VmsOf(document.Name, a))
            .Select(v => v.Ref).ToHashSet();
        var units = new List<GoalUnit>();
        var impacts = new List<Impact>();
        var functions = new Dictionary<ObjectRef, IReadOnlyList<ObjectRef>>();
        foreach (var vm in fleet.Vms.Where(v => !named.Contains(v.Ref)).OrderBy(v => v.Ref))
        {
            var planner = planners(vm.Ref, fleet);
            if (planner.Read(fleet, vm.Ref, Marks.Document).Or("") != document.Name)
            {
                continue;
            }

            var name = fleet.NameOf(vm.Ref);
            var cards = Marks.ParseCards(planner.Read(fleet, vm.Ref, Marks.Cards).Or(""));
            var held = vm.Attached.Or([]).Where(a => cards.Contains(a.Backing, StringComparer.Ordinal)).ToList();
            var wants = given.OldValues(document.Name, vm.Ref, name) ?? [.. held.SelectMany(a => planner.ProposeRelease(fleet, vm, a, name)).DistinctBy(w => (w.Target, w.Field))];
            var keepsAll = wants.All(w => w.Field.Prefix == "mark");
            units.Add(new GoalUnit { Id = name, Wants = wants });
            impacts.Add(Release(vm, name, name, held.Select(h => h.Backing), keepsAll));
            functions[vm.Ref] = keepsAll ? [] : [.. HeldFunctions(fleet, vm)];
        }

        return new Releases(units, impacts, functions);
    }

    /// <summary>Cards that the mark says this document gave and that the assignment no longer wants.</summary>
    public static (IReadOnlyList<Want> Wants, IReadOnlyList<Impact> Impacts) Exchanged(
        FleetInventory fleet, IWayPlanner planner, ResolvedAssignment assignment, IReadOnlyList<Want> wanted)
    {
        if (assignment.Vm is not { } vm || planner.Read(fleet, vm.Ref, Marks.Document).Or("") != assignment.Document)
        {
            return ([], []);
        }

        var fields = wanted.Select(w => (w.Target, w.Field)).ToHashSet();
        var cards = Marks.ParseCards(planner.Read(fleet, vm.Ref, Marks.Cards).Or(""));
        var gone = vm.Attached.Or([])
            .Where(a => cards.Contains(a.Backing, StringComparer.Ordinal) && !fields.Contains((vm.Ref, Field.Attached(a.Backing))))
            .ToList();
        var wants = gone.SelectMany(a => planner.ProposeRelease(fleet, vm, a, assignment.Id)).Where(w => !fields.Contains((w.Target, w.Field))).DistinctBy(w => (w.Target, w.Field)).ToList();
        return (wants, gone.Count == 0 ? [] : [Release(vm, fleet.NameOf(vm.Ref), assignment.Id, gone.Select(g => g.Backing))]);
    }

    /// <summary>A VM that another document holds is not this document's to change.</summary>
    public static IEnumerable<Finding> ForeignMark(FleetInventory fleet, IWayPlanner planner, ResolvedAssignment assignment)
    {
        if (assignment.Vm is { } vm && planner.Read(fleet, vm.Ref, Marks.Document).TryGet(out var owner) && owner != assignment.Document)
        {
            yield return PlanFindings.Block("GOAL-MARK-001", vm.Ref, fleet.NameOf(vm.Ref),
                $"'{fleet.NameOf(vm.Ref)}' is under the care of the document '{owner}'.", $"No other document's mark than that of '{assignment.Document}'",
                $"Take it out of '{owner}' and apply that document first, or leave it to it.") with
            { Assignment = assignment.Id };
        }
    }

    private static Impact Release(Vm vm, string name, string unit, IEnumerable<string> backings, bool keepsAll = false) => new()
    {
        Consent = ConsentNames.Release,
        Subject = vm.Ref,
        SubjectName = name,
        Text = keepsAll
            ? $"'{name}' leaves this document's care and keeps {string.Join(", ", backings.DefaultIfEmpty("its settings"))}, which it had before."
            : $"'{name}' gives back what this document gave it: {string.Join(", ", backings.DefaultIfEmpty("its settings"))}.",
        Unit = unit,
    };

    private static IEnumerable<ObjectRef> HeldFunctions(FleetInventory fleet, Vm vm) =>
        fleet.SiteOf(vm.Ref).Hosts.SelectMany(h => h.Devices).Where(d => d.HeldBy.Contains(vm.Ref)).Select(d => d.Ref);
}
