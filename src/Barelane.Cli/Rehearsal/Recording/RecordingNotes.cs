using Barelane.Core.Facts;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>Takes facts into a record and notes each that had to be assumed: not read, or only inferred.</summary>
internal sealed class RecordingNotes
{
    private readonly List<RecordedAssumption> _all = [];

    /// <summary>What was noted, in the order of the record.</summary>
    public IReadOnlyList<RecordedAssumption> All => _all;

    /// <summary>The fact's value; where it is not known, <paramref name="otherwise"/>, which is noted.</summary>
    public T Take<T>(string of, string fact, Observed<T> observed, T otherwise)
    {
        switch (observed.State)
        {
            case ObservedState.Read:
                return observed.Value;
            case ObservedState.Inferred:
                Note(of, fact, Show(observed.Value), $"It was inferred: {observed.Note}");
                return observed.Value;
            case ObservedState.Absent:
                return otherwise;
            default:
                Note(of, fact, Show(otherwise), Reason(observed));
                return otherwise;
        }
    }

    /// <summary>The fact's value, or null where there is none; what could not be read is noted with what the twin does then.</summary>
    public T? TakeOrNone<T>(string of, string fact, Observed<T> observed, string assumed)
        where T : class
    {
        if (!observed.IsKnown)
        {
            Note(of, fact, assumed, Reason(observed));
        }

        return observed.HasValue ? observed.Value : null;
    }

    /// <summary>Notes something that the record can't hold, or that nobody asked for.</summary>
    public void Note(string of, string fact, string assumed, string reason) =>
        _all.Add(new RecordedAssumption { Object = of, Fact = fact, Assumed = assumed, Reason = reason });

    private static string Reason<T>(Observed<T> observed) => observed.State == ObservedState.NotAsked ? "The inspection did not ask for it." : observed.Note ?? "It could not be read.";

    private static string Show<T>(T value) => value switch
    {
        true => "yes",
        false => "no",
        null or System.Collections.ICollection => "none",
        _ => $"'{value}'",
    };
}
