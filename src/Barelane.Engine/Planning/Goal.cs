using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>
/// What a plan has to reach. Apply, undo, resume, drain and return differ only in where their goal comes from; the planner
/// (<see cref="PlanMaker"/>) treats them alike.
/// </summary>
public sealed record Goal
{
    /// <summary>The verb, as in <see cref="Plan.Verb"/>.</summary>
    public required string Verb { get; init; }

    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary>The run that is undone or resumed, or that an apply goes on with; null for others.</summary>
    public string? OfRun { get; init; }

    /// <summary>What is wanted, by unit.</summary>
    public required IReadOnlyList<GoalUnit> Units { get; init; }

    /// <summary>What preflight said, passes included.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What is lost by reaching the goal (the planner adds what its own steps cost).</summary>
    public IReadOnlyList<Impact> Impacts { get; init; } = [];
}
