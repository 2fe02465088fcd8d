using Barelane.Core.Adapters;
using Barelane.Engine.Running;

namespace Barelane.Engine.Journal;

/// <summary>The last record of a run that came to an end by itself.</summary>
public sealed record RunEnded : JournalRecord
{
    /// <summary>How it ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>Steps that were done or already so.</summary>
    public required int StepsDone { get; init; }

    /// <summary>Steps of the plan.</summary>
    public required int StepsTotal { get; init; }

    /// <summary>What stood in the way; empty where nothing did.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
