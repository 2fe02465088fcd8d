using Barelane.Rendering.Json;

namespace Barelane.Cli.Remote;

/// <summary>The answer of <c>remote measure</c>.</summary>
internal sealed record MeasureReport : Report
{
    /// <inheritdoc/>
    public override string Type => "remoteMeasure";

    /// <summary>The servers, in the order of the pool.</summary>
    public required IReadOnlyList<MeasureEntry> Servers { get; init; }
}
