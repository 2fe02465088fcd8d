using Barelane.Remote.Leasing;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Remote;

/// <summary>The answer of <c>remote list</c> and <c>remote health</c>.</summary>
internal sealed record PoolReport : Report
{
    /// <inheritdoc/>
    public override string Type => Kind;

    /// <summary>Which of the two.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Kind { get; init; } = "remoteList";

    /// <summary>The servers, in the order of the pool.</summary>
    public required IReadOnlyList<ServerEntry> Servers { get; init; }

    public static PoolReport Of(string kind, IReadOnlyList<ServerState> states) => new() { Kind = kind, Servers = [.. states.Select(ServerEntry.Of)] };
}
