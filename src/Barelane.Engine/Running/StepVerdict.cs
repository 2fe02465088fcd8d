using Barelane.Core.Adapters;

namespace Barelane.Engine.Running;

/// <summary>What became of a step, and whether anything may have come of it that was not there before.</summary>
internal sealed record StepVerdict(StepOutcome Outcome, Problem? Problem, bool Acted)
{
    public bool IsDone => Outcome is StepOutcome.Done or StepOutcome.AlreadySo;
}
