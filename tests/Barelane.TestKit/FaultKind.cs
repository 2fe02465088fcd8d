namespace Barelane.TestKit;

/// <summary>What can go wrong with one step.</summary>
public enum FaultKind
{
    /// <summary>The hypervisor refuses it.</summary>
    Refused,

    /// <summary>It is not heard of again, and nothing came of it.</summary>
    TimeoutWithoutEffect,

    /// <summary>It is not heard of again, but it happened.</summary>
    TimeoutWithEffect,

    /// <summary>It is not heard of again, and happens half a minute later.</summary>
    TimeoutWithLateEffect,

    /// <summary>The connection breaks before it is sent.</summary>
    LostBeforeAct,

    /// <summary>The connection breaks after it was sent, before its handle came back; it happens.</summary>
    LostAfterAct,

    /// <summary>As before, and it happens half a minute later.</summary>
    LostAfterActLate,

    /// <summary>The hypervisor says that it takes no calls just now, and nothing came of it.</summary>
    Busy,

    /// <summary>It says so, but it happened.</summary>
    BusyWithEffect,

    /// <summary>The process is killed between intent and act.</summary>
    KilledAfterIntent,

    /// <summary>The process is killed after the act, before the outcome is written.</summary>
    KilledAfterAct,

    /// <summary>The process is killed after the act was taken, and it happens half a minute later.</summary>
    KilledAfterActLate,

    /// <summary>As before, and the handle was not written either.</summary>
    KilledBeforeHandleLate,

    /// <summary>It succeeds, and the process is killed right after its outcome was written.</summary>
    KilledAfterOutcome,

    /// <summary>For a host's way into maintenance: it succeeds, and somebody else takes the host out again right afterwards.</summary>
    EndedBySomebody,
}
