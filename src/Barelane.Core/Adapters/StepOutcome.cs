namespace Barelane.Core.Adapters;

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    /// <summary>It was done, and what was expected was read back.</summary>
    Done,

    /// <summary>Nothing had to be done.</summary>
    AlreadySo,

    /// <summary>The hypervisor refused or failed it; it certainly has no effect that will come later.</summary>
    Failed,

    /// <summary>It may or may not have happened, or may still happen. Settled by waiting and reading, never by acting again.</summary>
    Unknown,
}
