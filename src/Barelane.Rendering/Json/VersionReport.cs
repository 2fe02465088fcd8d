namespace Barelane.Rendering.Json;

/// <summary>The first line of a run's JSON lines.</summary>
public sealed record VersionReport : Report
{
    /// <inheritdoc/>
    public override string Type => "version";

    /// <summary>The program's version.</summary>
    public required string Tool { get; init; }
}
