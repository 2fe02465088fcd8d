using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>What a plan costs somebody, and the consent that it needs.</summary>
public sealed record Impact
{
    /// <summary>The consent's name.</summary>
    public required string Consent { get; init; }

    /// <summary>Whom it hits.</summary>
    public required ObjectRef Subject { get; init; }

    /// <summary>The subject's name for people, as a consent by name writes it.</summary>
    public required string SubjectName { get; init; }

    /// <summary>A sentence: what happens, with what is used today.</summary>
    public required string Text { get; init; }

    /// <summary>The unit that causes it; null where several do.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the subject is a VM that no assignment names: then its name must be consented to as well.</summary>
    public bool IsBystander { get; init; }

    /// <summary>Where the knowledge comes from; empty for what the plan itself does.</summary>
    public string Source { get; init; } = "";
}
