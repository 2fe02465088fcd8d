using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>Compares what is wanted with what is: the changes, and a finding for each want that can't become one.</summary>
internal sealed class WantDiff
{
    private readonly FleetInventory _fleet;
    private readonly Func<ObjectRef, IWayPlanner> _planners;
    private readonly Dictionary<(ObjectRef, Field), Want> _seen = [];
    private readonly List<Finding> _findings = [];
    private readonly List<PlannedChange> _changes = [];
    private readonly HashSet<ObjectRef> _poweredOn = [];

    private WantDiff(FleetInventory fleet, Func<ObjectRef, IWayPlanner> planners)
    {
        _fleet = fleet;
        _planners = planners;
    }

    public static (IReadOnlyList<PlannedChange> Changes, IReadOnlyList<Finding> Findings) Of(
        FleetInventory fleet, Func<ObjectRef, IWayPlanner> planners, IEnumerable<Want> wants)
    {
        var diff = new WantDiff(fleet, planners);
        var all = wants.ToList();
        var created = all.Where(w => w.Field == Field.Exists && w.Value is not null && fleet.Vm(w.Target) is null).Select(w => w.Target).ToHashSet();
        var deleted = all.Where(w => w.Field == Field.Exists && w.Value is null && fleet.Vm(w.Target) is not null).Select(w => w.Target).ToHashSet();
        all.RemoveAll(w => deleted.Contains(w.Target) && w.Field != Field.Exists);
        diff._poweredOn.UnionWith(all.Where(w => w.Field == Field.Power && w.Value == "on").Select(w => w.Target));
        foreach (var want in all.Where(w => !w.OnlyWithOthers))
        {
            diff.Add(want, created.Contains(want.Target));
        }

        var touched = diff._changes.Select(c => c.Target).ToHashSet();
        foreach (var want in all.Where(w => w.OnlyWithOthers && touched.Contains(w.Target)))
        {
            diff.Add(want, created.Contains(want.Target));
        }

        return (diff._changes, diff._findings);
    }

    private void Add(Want want, bool created)
    {
        var planner = _planners(want.Target);
        if (!planner.Owns(want.Target.Kind, want.Field))
        {
            throw new InvalidOperationException($"'{want.Field}' of a {want.Target.Kind} is not Barelane's to write; the goal may not want it.");
        }

        if (_seen.TryGetValue((want.Target, want.Field), out var earlier))
        {
            if (!string.Equals(earlier.Value, want.Value, StringComparison.Ordinal))
            {
                Block("PLAN-CONFLICT-001", want, $"'{earlier.Unit}' wants {want.Field} to be {Show(earlier.Value)}, '{want.Unit}' wants {Show(want.Value)}.",
                    "One wish for one value", "Change one of the two assignments.");
            }

            return;
        }

        _seen.Add((want.Target, want.Field), want);
        string? present = null;
        if (!created)
        {
            var observed = planner.Read(_fleet, want.Target, want.Field);
            if (!observed.IsKnown && AsLeft(planner, want) is { } left)
            {
                observed = left;
            }

            if (!observed.IsKnown)
            {
                Block("PLAN-UNREADABLE-001", want, $"The present value of {want.Field} could not be read: {observed.Note ?? "it was not asked for"}",
                    "A value that is known before it is changed", "Mend what hinders the reading, and plan again.", Severity.Unknown);
                return;
            }

            present = observed.HasValue ? observed.Value : null;
        }

        if (string.Equals(present, want.Value, StringComparison.Ordinal) || want.AlsoFine.Contains(present, StringComparer.Ordinal))
        {
            return;
        }

        if (want.OnlyFrom is { } from && !from.Contains(present, StringComparer.Ordinal))
        {
            Block("RUN-DRIFT-001", want, $"{want.Field} is {Show(present)} now; Barelane wrote {Show(from[0])}, and {Show(want.Value)} is what it would put back.",
                "The value that Barelane wrote, so that nobody else's change is lost",
                $"If the present value is wanted, leave this field out with --leave '{want.Field}'; if not, set it to {Show(from[0])} and run the command again.");
            return;
        }

        var change = new FieldChange(want.Field, present, want.Value);
        var effect = planner.EffectOf(_fleet, want.Target, change);
        if (effect.Impossible is { } why)
        {
            var stays = want.OnlyFrom is not null;
            Block(stays ? "RUN-STAYS-001" : "PLAN-IMPOSSIBLE-001", want, $"{want.Field} is {Show(present)} and would have to become {Show(want.Value)}. {why}",
                stays ? "Nothing: it stays as it is" : "A change that can be made", stays ? "Nothing has to be done." : "Change the wish.",
                stays ? Severity.Warn : Severity.Block);
            return;
        }

        _changes.Add(new PlannedChange(want.Target, change, effect, want.Unit, want.Reason));
    }

    private void Block(string rule, Want want, string observed, string required, string remedy, Severity severity = Severity.Block) => _findings.Add(new Finding
    {
        Rule = rule,
        Severity = severity,
        Subject = want.Target,
        SubjectName = _fleet.NameOf(want.Target),
        Observed = observed,
        Required = required,
        Why = "A change is made only from a known value, for one wish, and never over somebody else's.",
        Remedy = remedy,
        Source = "docs/design/0002-plans-are-data.md",
        Assignment = want.Unit,
        Blocks = severity is Severity.Block or Severity.Unknown,
    });

    /// <summary>
    /// A guest that is off can't be asked what it has, but what Barelane wrote there is known: it is planned from that, for when the VM runs again, and
    /// the step itself reads before it acts.
    /// </summary>
    private Observed<string>? AsLeft(IWayPlanner planner, Want want)
    {
        if (want.OnlyFrom is not [var left, ..] || !_poweredOn.Contains(want.Target) || _fleet.Vm(want.Target)?.Power.Or(PowerState.On) != PowerState.Off)
        {
            return null;
        }

        return !planner.EffectOf(_fleet, want.Target, new FieldChange(want.Field, left, want.Value)).NeedsVmOn ? null
            : left is null ? Observed<string>.Absent : Observed.Inferred(left, "Barelane wrote it there");
    }

    private static string Show(string? value) => value is null ? "unset" : $"'{value}'";
}
