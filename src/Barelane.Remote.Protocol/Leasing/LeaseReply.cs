namespace Barelane.Remote.Protocol.Leasing;

/// <summary>A server's answer about leases.</summary>
public sealed record LeaseReply
{
    /// <summary>What it is.</summary>
    public LeaseState State { get; init; }

    /// <summary>Why it is so, as a sentence; empty where there is nothing to say.</summary>
    public string Message { get; init; } = "";

    /// <summary>How many are first, the asker included; 0 where nobody waits.</summary>
    public int Place { get; init; }

    /// <summary>Whether it was refused because there is no such lease.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The lease; null unless one is granted.</summary>
    public GrantedLease? Lease { get; init; }

    /// <summary>How things stand; null unless that was asked.</summary>
    public PoolView? View { get; init; }
}
