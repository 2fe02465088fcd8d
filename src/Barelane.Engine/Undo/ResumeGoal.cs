using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;

namespace Barelane.Engine.Undo;

/// <summary>
/// The goal that finishes a run: every value its plan ends in, wanted only where the value met is one that the run can have found or left.
/// Pure.
/// </summary>
public static class ResumeGoal
{
    /// <summary>The goal.</summary>
    /// <exception cref="EngineException">The run was completed, or an undo of it has begun.</exception>
    public static Goal From(RunChain chain)
    {
        var begun = LastBegun(chain);
        if (begun.Started.Verb == "undo" && chain.Asked.Started.Verb != "undo" && chain.Asked.Started.OfRun != begun.Id)
        {
            throw begun.IsComplete
                ? Refuse("undone", $"Run '{chain.Asked.Id}' cannot be resumed: '{begun.Id}' has taken it back.", "Apply the document again.")
                : Refuse("undo-begun", $"Run '{chain.Asked.Id}' cannot be resumed: its undo '{begun.Id}' has begun.", $"Finish that one: 'barelane resume {begun.Id}'.");
        }

        if (chain.Runs[^1].IsComplete)
        {
            throw Refuse("nothing-to-resume", $"Run '{chain.Asked.Id}' has nothing left to do: '{chain.Runs[^1].Id}' came to its end.", "'barelane verify' proves it.");
        }

        var runs = chain.Runs.SkipWhile(r => r != begun).ToList();
        return new Goal
        {
            Verb = "resume",
            Document = begun.Started.Document,
            OfRun = begun.Id,
            Units = Units(begun.Plan, Wants(begun.Plan, runs)),
        };
    }

    /// <summary>The last run of a chain that is no resume: what a resume goes on with.</summary>
    private static RunRecord LastBegun(RunChain chain) => chain.Runs.Last(r => r.Started.Verb != "resume");

    internal static IReadOnlyList<Want> Wants(Plan plan, IReadOnlyList<RunRecord> runs)
    {
        var ids = runs.Select(r => (string?)r.Id).ToList();
        var finals = new Dictionary<(ObjectRef Target, Field Field), Want>();
        var possible = new Dictionary<(ObjectRef Target, Field Field), List<string?>>();
        foreach (var step in plan.Steps)
        {
            foreach (var (target, change) in step.AllChanges())
            {
                var isRun = change.After == FieldChange.RunToken;
                finals[(target, change.Field)] = new Want
                {
                    Target = target,
                    Field = change.Field,
                    Value = change.After,
                    Reason = step.Reason,
                    Unit = step.Unit,
                    AlsoFine = isRun ? ids : change.AlsoFine,
                    OnlyWithOthers = isRun,
                };
                PossibleOf(target, change.Field).AddRange([.. isRun ? ids : [change.After], change.Before, .. change.AlsoFine]);
            }
        }

        foreach (var change in runs.SelectMany(r => r.Steps).SelectMany(s => s.Intent.Changes))
        {
            PossibleOf(change.Target, change.Field).AddRange([change.After, change.Before, .. change.AlsoFine]);
        }

        // A step of several writes that was cut off between them may have left a value that is neither the old nor the new one: a device without a driver.
        foreach (var value in runs.SelectMany(r => r.Steps).Where(s => s.Ended is { Outcome: StepOutcome.Unknown }).SelectMany(s => s.Ended!.Values).Where(v => v.Known))
        {
            PossibleOf(value.Target, value.Field).Add(value.Value);
        }

        // A VM that the plan makes has no values until it is made.
        foreach (var made in finals.Values.Where(w => w.Field == Field.Exists && w.Value is not null).Select(w => w.Target).ToList())
        {
            possible.Where(p => p.Key.Target == made).ToList().ForEach(p => p.Value.Add(null));
        }

        // Of one that it deletes nothing else matters.
        var deleted = finals.Values.Where(w => w.Field == Field.Exists && w.Value is null).Select(w => w.Target).ToHashSet();
        return [.. finals.Values.Where(w => w.Field == Field.Exists || !deleted.Contains(w.Target)).Select(w => w with { OnlyFrom = [.. PossibleOf(w.Target, w.Field).Distinct(StringComparer.Ordinal)] })];

        List<string?> PossibleOf(ObjectRef target, Field field)
        {
            if (!possible.TryGetValue((target, field), out var values))
            {
                possible.Add((target, field), values = []);
            }

            return values;
        }
    }

    private static List<GoalUnit> Units(Plan plan, IReadOnlyList<Want> wants) => [.. wants
        .GroupBy(w => w.Unit, StringComparer.Ordinal)
        .Select(g => new GoalUnit
        {
            Id = g.Key,
            Shown = plan.Units.FirstOrDefault(u => string.Equals(u.Id, g.Key, StringComparison.Ordinal)),
            Wants = [.. g],
            BeforeConfigure = Conditions(plan, g.Key, k => k is StepKind.ConfigureVm or StepKind.CreateVm),
            BeforePowerOn = Conditions(plan, g.Key, k => k == StepKind.PowerOnVm),
        })];

    // What the planner itself adds about a VM's own values is added again by it; what is kept is what the assignment asked for.
    private static IReadOnlyList<Predicate> Conditions(Plan plan, string unit, Func<StepKind, bool> kinds) => [.. plan.Steps
        .Where(s => kinds(s.Kind) && string.Equals(s.Unit, unit, StringComparison.Ordinal))
        .SelectMany(s => s.Preconditions.Where(p => p.Target != s.Target || s.Kind == StepKind.PowerOnVm))
        .Distinct()];

    private static EngineException Refuse(string code, string message, string remedy) =>
        new(new Problem { Code = code, Message = message, Remedy = remedy }, ExitMeaning.Error);
}
