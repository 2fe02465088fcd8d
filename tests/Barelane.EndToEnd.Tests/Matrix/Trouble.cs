namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>What befalls a step.</summary>
internal enum Trouble
{
    /// <summary>Killed after the intent was journalled; the request never acts.</summary>
    KillBeforeActing,

    /// <summary>Killed after the request has acted; its answer never came, so that not even a task's handle is known.</summary>
    KillAfterActing,

    /// <summary>Killed while the task runs; it lands long after, while the follow-up is under way already.</summary>
    KillWhileItRuns,

    /// <summary>The call is refused.</summary>
    Fault,

    /// <summary>The task starts, and fails.</summary>
    TaskFault,

    /// <summary>The connection is lost before the request acts.</summary>
    LostBefore,

    /// <summary>The connection is lost after the request has acted.</summary>
    LostAfter,

    /// <summary>It takes longer than it may; it lands later.</summary>
    TimeOut,
}
