namespace Barelane.Cli.Rehearsal;

/// <summary>How a rehearsal came out.</summary>
internal enum RehearsalEnd
{
    /// <summary>Applied, verified, undone, and the twin is as it was.</summary>
    Passed,

    /// <summary>The document is reached already: there was nothing to do.</summary>
    NothingToDo,

    /// <summary>Preflight stands in the way.</summary>
    Blocked,

    /// <summary>Something went wrong that would go wrong on the real site too.</summary>
    Failed,
}
