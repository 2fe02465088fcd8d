using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Undo;

/// <summary>The guests that still have a lease by a document's runs, and whose account the document itself does not name any more.</summary>
public static class RememberedGuests
{
    private static readonly Field Lease = Field.Guest("remote");

    /// <summary>Reads them from the journal's runs; the way in that was used last stands. Pure.</summary>
    public static IReadOnlyList<RememberedGuest> Of(IReadOnlyList<RunChain> chains, Document document)
    {
        var runs = chains.Where(c => string.Equals(c.Root.Started.Document, document.Name, StringComparison.Ordinal)).SelectMany(c => c.Runs).OrderBy(r => r.StartedAt).ToList();
        var guests = runs.SelectMany(r => r.Started.Guests ?? []).Reverse().DistinctBy(g => g.Vm).ToDictionary(g => g.Vm, StringComparer.Ordinal);
        if (guests.Count == 0)
        {
            return [];
        }

        var named = document.Assignments.Where(a => a.Guest is not null).Select(a => a.Vm).ToHashSet(StringComparer.Ordinal);
        var steps = runs.SelectMany(r => r.Steps).ToList();
        var leased = FieldTrack.Follow(steps).Where(t => t.Field == Lease && t.HasNetChange).Select(t => t.Target).ToHashSet();

        // A step that gives back is of a unit with another name; the one that gave has the assignment's.
        return [.. steps
            .Where(s => s.Intent.Changes.Any(c => c.Field == Lease && leased.Contains(c.Target)))
            .Select(s => s.Intent.Unit).Distinct(StringComparer.Ordinal)
            .Where(u => !named.Contains(u)).Select(guests.GetValueOrDefault).OfType<RememberedGuest>()];
    }
}
