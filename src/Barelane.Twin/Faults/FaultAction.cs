namespace Barelane.Twin.Faults;

/// <summary>What a <see cref="FaultRule"/> does when it strikes.</summary>
public enum FaultAction
{
    /// <summary>The call fails with a vim25 fault, before anything is done.</summary>
    Fault,

    /// <summary>The call's task starts and then fails with a vim25 fault, before anything is done.</summary>
    TaskFault,

    /// <summary>The call's task lands later by <see cref="FaultRule.Delay"/>, in our time: it may outlive its caller.</summary>
    TaskDelay,

    /// <summary>The answer comes later by <see cref="FaultRule.Delay"/>, in our time.</summary>
    Delay,

    /// <summary>The call is carried out, and its answer comes later by <see cref="FaultRule.Delay"/>, in our time.</summary>
    HoldAnswer,

    /// <summary>HTTP 503 instead of an answer; nothing is done.</summary>
    Unavailable,

    /// <summary>The connection is dropped before anything is done.</summary>
    DropBefore,

    /// <summary>The connection is dropped after the call was carried out.</summary>
    DropAfter,

    /// <summary>The call is carried out, and its answer is cut off in the middle of the XML.</summary>
    CutXml,

    /// <summary>The answer is an XML document with a bomb of nested entities; nothing is done.</summary>
    EntityBomb,

    /// <summary>The session has expired at this call: NotAuthenticated.</summary>
    ExpireSession,

    /// <summary>For RebootHost_Task: the host goes down and never comes back.</summary>
    HostNeverReturns,

    /// <summary>The property <see cref="FaultRule.Property"/> of the object can't be read: it appears in missingSet.</summary>
    Unreadable,
}
