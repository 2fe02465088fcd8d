using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Leasing;

/// <summary>A server as it was found.</summary>
public sealed record ServerState
{
    /// <summary>The server.</summary>
    public required PoolAccount Account { get; init; }

    /// <summary>How things stand; null where it did not answer.</summary>
    public PoolView? View { get; init; }

    /// <summary>The shortest of some ways there and back.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>Why it did not answer; empty where it did.</summary>
    public string Problem { get; init; } = "";
}
