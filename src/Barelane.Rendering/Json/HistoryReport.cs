using Barelane.Engine.Undo;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>history</c>.</summary>
public sealed record HistoryReport : Report
{
    /// <inheritdoc/>
    public override string Type => "history";

    /// <summary>The runs, the latest first.</summary>
    public required IReadOnlyList<RunSummary> Runs { get; init; }
}
