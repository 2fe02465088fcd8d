using Barelane.Core.Rules;

namespace Barelane.Cli.Rehearsal;

/// <summary>One pass of a rehearsal: with every unverified fact in its usual position, or with one in the other.</summary>
internal sealed record PositionReport
{
    /// <summary>The position.</summary>
    public required TwinPosition Position { get; init; }

    /// <summary>How it came out.</summary>
    public required RehearsalEnd End { get; init; }

    /// <summary>The steps of the plan.</summary>
    public IReadOnlyList<RehearsedStep> Steps { get; init; } = [];

    /// <summary>The steps that took it back.</summary>
    public IReadOnlyList<RehearsedStep> UndoSteps { get; init; } = [];

    /// <summary>What went wrong first; null where nothing did.</summary>
    public RehearsalFailure? Failure { get; init; }

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<Finding> Blocking { get; init; } = [];

    /// <summary>What undo leaves as it is, a sentence each.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Consents the plan needs that were not given, by name, and bystanders.</summary>
    public IReadOnlyList<string> MissingConsents { get; init; } = [];

    /// <summary>Whether what the real site shows besides the steps differs on the twin, a line each.</summary>
    public IReadOnlyList<string> LiveDifferences { get; init; } = [];
}
