using Barelane.Core.Rules;
using Barelane.Rendering.Reference;

namespace Barelane.Rendering.Json;

/// <summary>A finding in JSON.</summary>
public sealed record FindingEntry
{
    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>What it says.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Whether it stands in the way.</summary>
    public required bool Blocks { get; init; }

    /// <summary>The object's identity, <c>kind/site/id</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The object's name for people.</summary>
    public required string SubjectName { get; init; }

    /// <summary>The assignment it belongs to, or null.</summary>
    public required string? Assignment { get; init; }

    /// <summary>What was observed.</summary>
    public required string Observed { get; init; }

    /// <summary>What is required.</summary>
    public required string Required { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>Where the requirement comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The page of docs that describes the rule; empty where no rule made the finding.</summary>
    public required string Page { get; init; }

    /// <summary>The entry of a finding.</summary>
    public static FindingEntry Of(Finding finding) => new()
    {
        Rule = finding.Rule,
        Severity = finding.Severity,
        Blocks = finding.Blocks,
        Subject = finding.Subject.ToString(),
        SubjectName = finding.SubjectName,
        Assignment = finding.Assignment,
        Observed = finding.Observed,
        Required = finding.Required,
        Why = finding.Why,
        Remedy = finding.Remedy,
        Source = finding.Source,
        Page = RulePages.PlaceOf(finding.Rule),
    };
}
