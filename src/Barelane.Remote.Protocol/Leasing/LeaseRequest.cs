namespace Barelane.Remote.Protocol.Leasing;

/// <summary>One question to a server about leases.</summary>
public sealed record LeaseRequest
{
    /// <summary>What is asked.</summary>
    public LeaseVerb Verb { get; init; }

    /// <summary>The user's token; empty where none is needed.</summary>
    public string Token { get; init; } = "";

    /// <summary>Who asks, for people: a user, a machine, a process.</summary>
    public string Client { get; init; } = "";

    /// <summary>How many devices; at least 1.</summary>
    public int Devices { get; init; } = 1;

    /// <summary>Bytes of each device; 0: whole devices.</summary>
    public ulong Memory { get; init; }

    /// <summary>How long to wait where others are first, in s; 0: not at all.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>Whether the lease ends with the connection it was asked for on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether it stays however long nobody uses it.</summary>
    public bool IsKept { get; init; }

    /// <summary>The user's own name for the lease: asking again gives the same lease, with a new secret. Empty: none.</summary>
    public string Name { get; init; } = "";

    /// <summary>To release: the lease's id, its secret, or its name.</summary>
    public string Lease { get; init; } = "";
}
