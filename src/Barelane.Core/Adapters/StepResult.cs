namespace Barelane.Core.Adapters;

/// <summary>An executor's answer.</summary>
/// <param name="Outcome">What became of the step, as far as the executor can tell.</param>
/// <param name="Problem">Why, for Failed and Unknown; otherwise null.</param>
public sealed record StepResult(StepOutcome Outcome, Problem? Problem = null)
{
    /// <summary>
    /// Set where the server said that it takes no calls just now (HTTP 503), and how long to wait then. Once nothing is under way and every
    /// value is read to be the old or the new one, the engine carries the step out again, so that an executor has to do what is left and nothing twice. Where that can't be told, this is
    /// an Unknown like any other.
    /// </summary>
    public TimeSpan? TryAgainAfter { get; init; }

    /// <summary>Done.</summary>
    public static readonly StepResult Done = new(StepOutcome.Done);

    /// <summary>Nothing had to be done.</summary>
    public static readonly StepResult AlreadySo = new(StepOutcome.AlreadySo);

    /// <summary>Refused or failed for certain.</summary>
    public static StepResult Failed(Problem problem) => new(StepOutcome.Failed, problem);

    /// <summary>May have happened.</summary>
    public static StepResult Unknown(Problem problem) => new(StepOutcome.Unknown, problem);
}
