using Barelane.Core.Rules;

namespace Barelane.Core.Plans;

/// <summary>
/// What will be done, as data. The same inventory, goal and tool version give the same bytes; the plan's id is their hash
/// (<see cref="PlanFormat.IdOf"/>). Never trusted: apply plans again and runs only if the bytes are the same.
/// </summary>
public sealed record Plan
{
    /// <summary>Version of this format.</summary>
    public int FormatVersion { get; init; } = PlanFormat.Version;

    /// <summary>Version of the program that made it.</summary>
    public required string Tool { get; init; }

    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary>The verb it serves: <c>apply</c>, <c>undo</c>, <c>resume</c>, <c>drain</c>, <c>return</c>, <c>rebind</c>, <c>adopt</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>For undo and resume: the run it is about; for apply: the interrupted run that it goes on with; null for others.</summary>
    public string? OfRun { get; init; }

    /// <summary>The sites.</summary>
    public required IReadOnlyList<PlanSite> Sites { get; init; }

    /// <summary>The assignments.</summary>
    public IReadOnlyList<PlanUnit> Units { get; init; } = [];

    /// <summary>What preflight found, without the passes.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What it costs whom.</summary>
    public IReadOnlyList<Impact> Impacts { get; init; } = [];

    /// <summary>The steps, in an order that respects every edge.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>True if nothing has to be done.</summary>
    public bool IsEmpty => Steps.All(s => s.Kind == StepKind.Verify);

    /// <summary>True if a finding stands in the way.</summary>
    public bool IsBlocked => Findings.Any(f => f.Blocks);
}
