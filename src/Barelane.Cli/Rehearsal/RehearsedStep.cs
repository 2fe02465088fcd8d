using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Cli.Rehearsal;

/// <summary>A step with what became of it on the twin.</summary>
internal sealed record RehearsedStep
{
    /// <summary>The id in its plan.</summary>
    public required string Id { get; init; }

    /// <summary>The kind.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The object's name.</summary>
    public required string Target { get; init; }

    /// <summary>The step in words.</summary>
    public required string Title { get; init; }

    /// <summary>What became of it; null where it was not begun.</summary>
    public StepOutcome? Outcome { get; init; }

    /// <summary>Seconds it takes on usual servers; an estimate by its kind.</summary>
    public required int EstimatedSeconds { get; init; }
}
