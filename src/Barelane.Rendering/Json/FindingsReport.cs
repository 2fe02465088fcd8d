using Barelane.Core.Rules;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>preflight</c>.</summary>
public sealed record FindingsReport : Report
{
    /// <inheritdoc/>
    public override string Type => "findings";

    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary>Whether anything stands in the way.</summary>
    public required bool Blocked { get; init; }

    /// <summary>What was found, passes included.</summary>
    public required IReadOnlyList<FindingEntry> Findings { get; init; }

    /// <summary>The report of these findings.</summary>
    public static FindingsReport Of(string document, IReadOnlyList<Finding> findings) => new()
    {
        Document = document,
        Blocked = findings.Any(f => f.Blocks),
        Findings = findings.Select(FindingEntry.Of).ToList(),
    };
}
