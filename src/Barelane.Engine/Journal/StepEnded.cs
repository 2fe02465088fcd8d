using Barelane.Core.Adapters;

namespace Barelane.Engine.Journal;

/// <summary>What became of a step. A later record of the same step (an Unknown that was settled) stands over an earlier one.</summary>
public sealed record StepEnded : JournalRecord
{
    /// <summary>The step's id.</summary>
    public required string Step { get; init; }

    /// <summary>The outcome.</summary>
    public required StepOutcome Outcome { get; init; }

    /// <summary>Why, for Failed and Unknown.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The changed fields as read back. Empty where nothing was read.</summary>
    public IReadOnlyList<RecordedValue> Values { get; init; } = [];

    /// <summary>Whether this was found out afterwards, by waiting and reading, for a run that could not say it itself.</summary>
    public bool Settled { get; init; }
}
