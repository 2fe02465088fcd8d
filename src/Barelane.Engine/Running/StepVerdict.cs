using Barelane.Core.Adapters;

namespace Barelane.Engine.Running;

/// <summary>What became of a step, and whether anything was sent for it.</summary>
internal sealed record StepVerdict(StepOutcome Outcome, Problem? Problem, bool Acted)
{
    public bool IsDone => Outcome is StepOutcome.Done or StepOutcome.AlreadySo;
}
