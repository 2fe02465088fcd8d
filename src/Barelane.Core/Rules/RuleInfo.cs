using Barelane.Core.Facts;

namespace Barelane.Core.Rules;

/// <summary>What a rule is, for pages, completion and the check that it reads only what it declares.</summary>
public sealed record RuleInfo
{
    /// <summary>Its id, never reused: <c>AREA-TOPIC-NNN</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One line: what it demands.</summary>
    public required string Title { get; init; }

    /// <summary>Why it matters, in a sentence or two.</summary>
    public required string Why { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The facts it reads.</summary>
    public required IReadOnlyList<FactKey> Reads { get; init; }

    /// <summary>Whether it can block; then its Unknown blocks too.</summary>
    public bool CanBlock { get; init; } = true;
}
