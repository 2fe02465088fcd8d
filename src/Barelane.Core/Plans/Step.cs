using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>One step of a plan: data that an adapter's executor carries out.</summary>
public sealed record Step
{
    /// <summary>Its id within the plan, e.g. <c>s03</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The kind.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The object it acts on.</summary>
    public required ObjectRef Target { get; init; }

    /// <summary>The object's name for people.</summary>
    public required string TargetName { get; init; }

    /// <summary>The unit it belongs to: an assignment's id, or the host's name for steps that serve several.</summary>
    public required string Unit { get; init; }

    /// <summary>What it changes about its target.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Changes of its companions (functions of the same card), by target; made in the same operation.</summary>
    public IReadOnlyList<CompanionChange> Companions { get; init; } = [];

    /// <summary>What must hold right before it.</summary>
    public IReadOnlyList<Predicate> Preconditions { get; init; } = [];

    /// <summary>What must hold right after it, beside every change having its value.</summary>
    public IReadOnlyList<Predicate> Expectations { get; init; } = [];

    /// <summary>Ids of the steps that must be done before it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Why; for display only.</summary>
    public required string Reason { get; init; }

    /// <summary>Every change with its target.</summary>
    public IEnumerable<(ObjectRef Target, FieldChange Change)> AllChanges() =>
        Changes.Select(c => (Target, c)).Concat(Companions.Select(c => (c.Target, c.Change)));
}
