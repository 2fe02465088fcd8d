using Barelane.Rendering.Json;

namespace Barelane.Cli.Remote;

/// <summary>The answer of <c>remote release</c>.</summary>
internal sealed record ReleaseReport : Report
{
    /// <inheritdoc/>
    public override string Type => "remoteRelease";

    /// <summary>The server that had the lease.</summary>
    public required string Server { get; init; }

    /// <summary>What the server says.</summary>
    public required string Message { get; init; }
}
