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
        var tracks = FieldTrack.Follow(steps)
            .Where(t => t.HasNetChange && (t.Target == vm || (t.Target.Kind == ObjectKind.Device && devices.Contains(t.Unit)))
                && t.Field.Prefix is not ("power" or "host" or "maintenance"))
            .ToList();
        return tracks.Any(t => t.Target == vm) ? [.. UndoGoal.Wants(tracks, document).Select(w => w with { Unit = unit })] : null;
    }

    /// <summary>What a drain found on a host and its VMs: the goal of the return. Empty where the journal knows no drain of it.</summary>
    public IReadOnlyList<Want> BeforeDrain(string hostUnit)
    {
        var last = chains.LastOrDefault(c => c.Root.Started.Verb == "drain"
            && c.Root.Steps.Any(s => string.Equals(s.Intent.Unit, hostUnit, StringComparison.Ordinal)));
        return last is null ? [] : UndoGoal.Wants(last.Tracks(), last.Root.Id);
    }
}
