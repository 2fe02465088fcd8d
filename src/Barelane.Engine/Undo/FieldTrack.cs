using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Undo;

/// <summary>
/// What became of one field over the steps that touched it: the value before the first, and every value that Barelane's own steps may have
/// left in it.
/// </summary>
internal sealed class FieldTrack
{
    // What an adapter shows while a value waits for a reboot (ChangeEffect.Interim) ends so.
    private const string PendingSuffix = "-pending";

    private readonly List<string?> _left = [];
    private readonly List<string?> _later = [];

    private FieldTrack(ObjectRef target, Field field, string? oldest, string unit)
    {
        Target = target;
        Field = field;
        Oldest = oldest;
        Unit = unit;
        _left.Add(oldest);
    }

    public ObjectRef Target { get; }

    public Field Field { get; }

    /// <summary>The value found before the first step that may have changed it.</summary>
    public string? Oldest { get; }

    /// <summary>The unit whose step came last.</summary>
    public string Unit { get; private set; }

    /// <summary>The values it may have now if nobody else changed it, the likeliest first.</summary>
    public IReadOnlyList<string?> Ours => [.. _left.Concat(_later).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it may have another value than before.</summary>
    public bool HasNetChange => _left.Any(v => !string.Equals(v, Oldest, StringComparison.Ordinal) && !string.Equals(v, Restored, StringComparison.Ordinal));

    /// <summary>
    /// The value to put back: the oldest, or what that was waiting for, since a reboot that has happened can't be taken back. The run that made it
    /// wait takes back the rest.
    /// </summary>
    public string? Restored => Oldest?.EndsWith(PendingSuffix, StringComparison.Ordinal) == true ? Oldest[..^PendingSuffix.Length] : Oldest;

    /// <summary>Follows steps in the order in which they were begun. Steps that certainly had no effect leave no trace.</summary>
    public static IReadOnlyList<FieldTrack> Follow(IEnumerable<StepRecord> steps)
    {
        var tracks = new Dictionary<(ObjectRef, Field), FieldTrack>();
        var order = new List<FieldTrack>();
        foreach (var step in steps)
        {
            foreach (var change in step.Intent.Changes)
            {
                var found = step.Ended?.Values.FirstOrDefault(v => v.Target == change.Target && v.Field == change.Field);
                var effect = EffectOf(step.Ended, change, found);
                if (effect == Effect.None)
                {
                    continue;
                }

                if (!tracks.TryGetValue((change.Target, change.Field), out var track))
                {
                    track = new FieldTrack(change.Target, change.Field, change.Before, step.Intent.Unit);
                    tracks.Add((change.Target, change.Field), track);
                    order.Add(track);
                }

                track.Take(change, found, effect, step.Intent.Unit);
                if (change.Field == Field.Exists && track._left is [null])
                {
                    // With the VM everything that was written about it is gone.
                    order.Where(t => t.Target == change.Target && t.Field != Field.Exists).ToList().ForEach(t => t.Forget());
                }
            }
        }

        return order;
    }

    private void Take(RecordedChange change, RecordedValue? found, Effect effect, string unit)
    {
        Unit = unit;
        var written = found is { Known: true } ? found.Value : change.After;
        List<string?> left = effect == Effect.Open ? [written, change.After, change.Before, .. _left] : [written];
        _left.Clear();
        _left.AddRange(left.Distinct(StringComparer.Ordinal));

        // A value that waits for a reboot becomes the other one when somebody reboots the host; that is still Barelane's own doing.
        _later.Clear();
        _later.AddRange([change.After, .. change.AlsoFine]);
    }

    private void Forget()
    {
        _left.Clear();
        _left.Add(Oldest);
        _later.Clear();
    }

    private static Effect EffectOf(StepEnded? ended, RecordedChange change, RecordedValue? found) => ended?.Outcome switch
    {
        StepOutcome.Done or StepOutcome.AlreadySo => Effect.Written,
        StepOutcome.Failed when found is not { Known: true } => Effect.None,
        StepOutcome.Failed when string.Equals(found.Value, change.Before, StringComparison.Ordinal) => Effect.None,
        StepOutcome.Failed when change.IsReached(found.Value) => Effect.Written,
        _ => Effect.Open,
    };

    private enum Effect
    {
        /// <summary>The field is as it was.</summary>
        None,

        /// <summary>The field was written.</summary>
        Written,

        /// <summary>It may have been written or not, or may still be.</summary>
        Open,
    }
}
