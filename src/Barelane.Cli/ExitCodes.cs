namespace Barelane.Cli;

/// <summary>The program's exit codes; the same for every verb.</summary>
internal static class ExitCodes
{
    /// <summary>Done, nothing to do, or a plan made.</summary>
    public const int Done = 0;

    /// <summary>Something did not work; nothing was changed by it.</summary>
    public const int Error = 1;

    /// <summary>What is differs from what is wanted; with <c>plan --detailed-exitcode</c>: changes are planned.</summary>
    public const int Drift = 2;

    /// <summary>Preflight stands in the way, or a consent is missing.</summary>
    public const int Blocked = 3;

    /// <summary>Apply failed and was taken back.</summary>
    public const int FailedTakenBack = 4;

    /// <summary>Apply failed and holds what it reached, or undo is incomplete.</summary>
    public const int FailedHeld = 5;

    /// <summary>Another run holds the lock, or the plan is stale.</summary>
    public const int LockedOrStale = 6;

    /// <summary>Nothing is wrong, but something could not be seen.</summary>
    public const int Unseen = 7;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 64;

    /// <summary>Interrupted, with the journal safe.</summary>
    public const int Interrupted = 130;
}
