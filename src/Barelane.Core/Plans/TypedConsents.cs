using System.Collections.Frozen;

namespace Barelane.Core.Plans;

/// <summary>Consents typed by a person who saw one plan; worthless for any other.</summary>
public sealed record TypedConsents
{
    /// <summary>The plan's id.</summary>
    public required string PlanId { get; init; }

    /// <summary>The consents' names.</summary>
    public IReadOnlySet<string> Names { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The bystanders' names.</summary>
    public IReadOnlySet<string> Bystanders { get; init; } = FrozenSet<string>.Empty;
}
