using Barelane.Core.Inventory;

namespace Barelane.Core.Rules;

/// <summary>What one rule says about one object, complete enough to act on without any other page.</summary>
public sealed record Finding
{
    /// <summary>The rule, e.g. <c>HOST-IOMMU-001</c>; never reused.</summary>
    public required string Rule { get; init; }

    /// <summary>What it says.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The object it is about.</summary>
    public required ObjectRef Subject { get; init; }

    /// <summary>The object's name for people.</summary>
    public required string SubjectName { get; init; }

    /// <summary>What was observed, with its value; for Unknown, what could not be seen and why.</summary>
    public required string Observed { get; init; }

    /// <summary>What is required, with its value.</summary>
    public required string Required { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>What to do: a command or a click path. Empty for Pass.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Where the requirement comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The assignment it belongs to; null for findings about a host or a site alone.</summary>
    public string? Assignment { get; init; }

    /// <summary>Whether it stands in the way until its rule is accepted or its cause is gone: Block, or the Unknown of a rule that could block.</summary>
    public bool Blocks { get; init; }
}
