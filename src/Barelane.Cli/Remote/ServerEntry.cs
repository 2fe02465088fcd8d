using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>A server in JSON.</summary>
internal sealed record ServerEntry
{
    /// <summary>Its address.</summary>
    public required string Server { get; init; }

    /// <summary>The way there and back in µs; null where it did not answer.</summary>
    public double? RoundTripMicroseconds { get; init; }

    /// <summary>Why it did not answer; empty where it did.</summary>
    public string Problem { get; init; } = "";

    /// <summary>How things stand; null where it did not answer.</summary>
    public PoolView? View { get; init; }

    public static ServerEntry Of(ServerState state) => new()
    {
        Server = state.Account.Address,
        RoundTripMicroseconds = state.View is null ? null : Math.Round(state.RoundTrip.TotalMicroseconds, 1),
        Problem = state.Problem,
        View = state.View,
    };
}
