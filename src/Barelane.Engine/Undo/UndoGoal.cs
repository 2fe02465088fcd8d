using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;

namespace Barelane.Engine.Undo;

/// <summary>
/// The goal that takes a run back: every field that may differ from what was found before it, wanted as it was found, and only where the
/// value met is one that Barelane's own steps can have left. Pure; unsettled steps must have been settled first, or both their values count.
/// </summary>
public static class UndoGoal
{
    /// <summary>The goal for a run with all that was about it.</summary>
    /// <exception cref="EngineException">A later run changed one of its fields; it has to be taken back first.</exception>
    public static Goal From(RunChain chain)
    {
        chain.RequireNothingOnTop("taken back");
        var tracks = chain.Tracks();
        return Make("undo", chain.Root.Started.Document, chain.Root.Id, Wants(tracks, chain.Root.Id)) with
        {
            Findings = [.. tracks.Where(t => IsKept(t.Field) && t.HasNetChange).Select(Kept)],
        };
    }

    /// <summary>The goal that takes back, within a run, what its VM-level steps did for one unit.</summary>
    internal static Goal OfUnit(RunRecord run, string unit)
    {
        var steps = run.Steps.Where(s => StepLevel.IsOfVm(s.Intent.Kind) && string.Equals(s.Intent.Unit, unit, StringComparison.Ordinal));
        return Make("undo", run.Started.Document, run.Id, Wants(FieldTrack.Follow(steps), run.Id));
    }

    /// <summary>Restore points outlive the run that made them: they are the user's way back.</summary>
    internal static bool IsKept(Field field) => field.Prefix == "restore-point";

    internal static IReadOnlyList<Want> Wants(IReadOnlyList<FieldTrack> tracks, string run)
    {
        var made = tracks.Where(t => t.Field == Field.Exists && t.Oldest is null).Select(t => t.Target).ToHashSet();
        return [.. tracks
            .Where(t => t.HasNetChange && !IsKept(t.Field) && (t.Field == Field.Exists || !made.Contains(t.Target)))
            .Select(t => new Want
            {
                Target = t.Target,
                Field = t.Field,
                Value = t.Restored,
                AlsoFine = string.Equals(t.Restored, t.Oldest, StringComparison.Ordinal) ? [] : [t.Oldest],
                Reason = $"it was so before run {run}",
                Unit = t.Unit,
                OnlyFrom = [.. t.Ours.OrderBy(v => string.Equals(v, t.Oldest, StringComparison.Ordinal)).Append(t.Oldest).Distinct(StringComparer.Ordinal)],
            })];
    }

    private static Finding Kept(FieldTrack track) => new()
    {
        Rule = "UNDO-RESTORE-POINT-001",
        Severity = Severity.Warn,
        Subject = track.Target,
        SubjectName = track.Unit,
        Observed = $"The run made the restore point '{track.Field.Qualifier}', and undo keeps it.",
        Required = "Only restore points that are still needed",
        Why = "It is the only way back to the disks as they were, so it is not Barelane's to delete; while it exists it grows.",
        Remedy = "Delete the snapshot in the hypervisor's client once the VM is as you want it.",
        Source = "docs/reference/document.md, restore-point",
    };

    private static Goal Make(string verb, string document, string run, IReadOnlyList<Want> wants) => new()
    {
        Verb = verb,
        Document = document,
        OfRun = run,
        Units = [.. wants.GroupBy(w => w.Unit, StringComparer.Ordinal).Select(g => new GoalUnit { Id = g.Key, Wants = [.. g] })],
    };
}
