using Barelane.Core.Adapters;

namespace Barelane.Engine.Running;

/// <summary>What became of a run.</summary>
public sealed record RunResult
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>How it ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>Steps that were done or already so.</summary>
    public required int StepsDone { get; init; }

    /// <summary>Steps of the plan.</summary>
    public required int StepsTotal { get; init; }

    /// <summary>What stood in the way, in the order in which it came up.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What it means to the caller.</summary>
    public ExitMeaning Exit => End switch
    {
        RunEnd.Done => ExitMeaning.Done,
        RunEnd.DoneUnseen => ExitMeaning.Unseen,
        RunEnd.FailedTakenBack => ExitMeaning.FailedTakenBack,
        RunEnd.Interrupted => ExitMeaning.Interrupted,
        _ => ExitMeaning.FailedHeld,
    };
}
