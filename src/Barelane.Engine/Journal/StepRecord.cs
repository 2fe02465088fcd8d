using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Engine.Journal;

/// <summary>Everything the journal knows of one step that was about to act.</summary>
public sealed record StepRecord
{
    /// <summary>The step, as planned.</summary>
    public required Step Step { get; init; }

    /// <summary>What was about to be done.</summary>
    public required StepIntent Intent { get; init; }

    /// <summary>The hypervisor's handle, where one was reported.</summary>
    public OperationHandle? Handle { get; init; }

    /// <summary>What became of it; null where the run was killed before it could say.</summary>
    public StepEnded? Ended { get; init; }

    /// <summary>Whether it has to be found out first what came of it.</summary>
    public bool IsUnsettled => Ended is null or { Outcome: StepOutcome.Unknown, Settled: false };
}
