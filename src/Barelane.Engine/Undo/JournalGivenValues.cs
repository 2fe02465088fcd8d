using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;

namespace Barelane.Engine.Undo;

/// <summary>
/// What the journal remembers of the values before a document's runs. Read once beforehand, since planning does no I/O.
/// </summary>
/// <param name="chains">Every run of the journal.</param>
public sealed class JournalGivenValues(IReadOnlyList<RunChain> chains) : IGivenValues
{
    /// <inheritdoc/>
    public IReadOnlyList<Want>? OldValues(string document, ObjectRef vm, string unit)
    {
        var steps = chains
            .Where(c => string.Equals(c.Root.Started.Document, document, StringComparison.Ordinal) && c.Root.Started.Verb is not ("drain" or "return"))
            .SelectMany(c => c.Runs).SelectMany(r => r.Steps).ToList();
        var devices = steps
            .Where(s => s.Intent.Changes.Any(c => c.Target == vm))
            .Select(s => s.Intent.Unit).ToHashSet(StringComparer.Ordinal);
        var all = FieldTrack.Follow(steps);
        var given = all.Where(t => t.Target == vm && t.Field.Prefix == "attached").Select(t => t.Field.Qualifier).ToList();
        var tracks = all
            .Where(t => t.HasNetChange && (t.Target == vm || (t.Target.Kind == ObjectKind.Device && (devices.Contains(t.Unit) || given.Any(g => Names(g, t.Target)))))
                && t.Field.Prefix is not ("power" or "host" or "maintenance"))
            .ToList();
        return tracks.Any(t => t.Target == vm) ? [.. UndoGoal.Wants(tracks, document).Select(w => w with { Unit = unit })] : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Want> OpenEnds(string document)
    {
        var open = Open(document);
        if (open.Count == 0)
        {
            return [];
        }

        // A VM that lost its mark on the way is no release of the document any more, so the run's own plan says what it still has to give back.
        var runs = open.SelectMany(c => c.Runs).ToList();
        var released = open[^1].Root.Started.Verb == "apply" ? Released(open[^1].Root.Plan) : [];
        var ends = ResumeGoal.Wants(open[^1].Root.Plan, open[^1].Runs).Where(w => released.Contains(w.Unit));
        var old = UndoGoal.Wants(FieldTrack.Follow(runs.SelectMany(r => r.Steps)), runs[0].Id)
            .Where(w => w.Field == Field.Maintenance || w.Field == Field.Power || w.Field == Field.Placement);
        return [.. ends.Concat(old).DistinctBy(w => (w.Target, w.Field))];
    }

    /// <inheritdoc/>
    public string? OpenRun(string document) => Open(document) is [.., var last] ? last.Root.Id : null;

    /// <summary>The document's last runs that did not come to their end, in the order in which they were begun.</summary>
    private List<RunChain> Open(string document) => [.. chains
        .Where(c => string.Equals(c.Root.Started.Document, document, StringComparison.Ordinal))
        .Reverse().TakeWhile(c => !c.Runs[^1].IsComplete).Reverse()];

    private static HashSet<string> Released(Plan plan)
    {
        var assigned = plan.Units.Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        return [.. plan.Impacts.Where(i => i.Consent == ConsentNames.Release).Select(i => i.Unit).OfType<string>().Where(u => !assigned.Contains(u))];
    }

    /// <summary>Whether a backing names the function; a card that came from another VM of the document was claimed for that one.</summary>
    private static bool Names(string backing, ObjectRef device) =>
        backing.Contains(device.AddressOfDevice().ToString(), StringComparison.Ordinal) && backing.Contains(device.HostOfDevice().Id, StringComparison.Ordinal);

    /// <summary>What a drain found on a host and its VMs: the goal of the return. Empty where the journal knows no drain of it.</summary>
    public IReadOnlyList<Want> BeforeDrain(string hostUnit)
    {
        var last = chains.LastOrDefault(c => c.Root.Started.Verb == "drain"
            && c.Root.Steps.Any(s => string.Equals(s.Intent.Unit, hostUnit, StringComparison.Ordinal)));
        return last is null ? [] : UndoGoal.Wants(last.Tracks(), last.Root.Id);
    }
}
