namespace Barelane.Engine.Running;

/// <summary>What an end means to a caller; the values are the program's exit codes.</summary>
public enum ExitMeaning
{
    /// <summary>Done, or nothing to do.</summary>
    Done = 0,

    /// <summary>An error; nothing was changed by what failed.</summary>
    Error = 1,

    /// <summary>What is differs from what is wanted.</summary>
    Drift = 2,

    /// <summary>Preflight stands in the way, or a consent is missing.</summary>
    Blocked = 3,

    /// <summary>Apply failed and was taken back.</summary>
    FailedTakenBack = 4,

    /// <summary>Apply failed or is parked and holds what it reached, or undo is incomplete.</summary>
    FailedHeld = 5,

    /// <summary>Another run holds the lock, or the plan is stale.</summary>
    LockedOrStale = 6,

    /// <summary>Nothing is wrong, but something could not be seen.</summary>
    Unseen = 7,

    /// <summary>Interrupted with the journal safe.</summary>
    Interrupted = 130,
}
