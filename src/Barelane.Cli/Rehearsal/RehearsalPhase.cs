namespace Barelane.Cli.Rehearsal;

/// <summary>Where in a rehearsal something went wrong.</summary>
internal enum RehearsalPhase
{
    /// <summary>There is no plan, or it is another than the plan on the real site.</summary>
    Plan,

    /// <summary>A step failed.</summary>
    Apply,

    /// <summary>Every step was done, and the result is not what was wanted.</summary>
    Verify,

    /// <summary>It could not be taken back.</summary>
    Undo,

    /// <summary>It was taken back, and the twin is not as it was before.</summary>
    Compare,
}
