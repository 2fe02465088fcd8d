using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Rendering.Runs;

/// <summary>One step on a <see cref="RunBoard"/>.</summary>
public sealed class RunBoardRow
{
    /// <summary>The step's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required string Title { get; init; }

    /// <summary>Its kind.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>When it began; null while it waits.</summary>
    public DateTimeOffset? Begun { get; internal set; }

    /// <summary>How long it took; null until it has ended.</summary>
    public TimeSpan? Took { get; internal set; }

    /// <summary>What became of it; null until then.</summary>
    public StepOutcome? Outcome { get; internal set; }

    /// <summary>How far it is, 0–100, where that is known.</summary>
    public int? Percent { get; internal set; }

    /// <summary>What it waits for.</summary>
    public string Doing { get; internal set; } = "";
}
