using Barelane.Engine.Verification;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>verify</c>.</summary>
public sealed record VerifyJsonReport : Report
{
    /// <inheritdoc/>
    public override string Type => "verification";

    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary><c>Done</c>, <c>Drift</c> or <c>Unseen</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Everything that was looked at.</summary>
    public required IReadOnlyList<VerifyItem> Items { get; init; }

    /// <summary>The report of a verification.</summary>
    public static VerifyJsonReport Of(string document, VerifyReport report) => new()
    {
        Document = document,
        Result = report.Exit.ToString(),
        Items = report.Items,
    };
}
