using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>The wants of one assignment: what is reached, held or taken back together.</summary>
public sealed record GoalUnit
{
    /// <summary>The assignment's id, or the host's name for drain and return.</summary>
    public required string Id { get; init; }

    /// <summary>How the plan shows it; null where there is nothing to show (undo, drain).</summary>
    public PlanUnit? Shown { get; init; }

    /// <summary>What is wanted.</summary>
    public required IReadOnlyList<Want> Wants { get; init; }

    /// <summary>What must hold right before the VM is configured.</summary>
    public IReadOnlyList<Predicate> BeforeConfigure { get; init; } = [];

    /// <summary>What must hold right before the VM is powered on.</summary>
    public IReadOnlyList<Predicate> BeforePowerOn { get; init; } = [];
}
