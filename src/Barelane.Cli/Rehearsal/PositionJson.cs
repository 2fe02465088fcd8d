using Barelane.Rendering.Json;

namespace Barelane.Cli.Rehearsal;

/// <summary>A pass in JSON.</summary>
internal sealed record PositionJson
{
    /// <summary>The position: <c>usual</c>, or the switch with its value.</summary>
    public required string Position { get; init; }

    /// <summary>What is assumed by it.</summary>
    public required string Meaning { get; init; }

    /// <summary>How it came out.</summary>
    public required RehearsalEnd End { get; init; }

    /// <summary>What went wrong first, or null.</summary>
    public required RehearsalFailure? Failure { get; init; }

    /// <summary>What stands in the way.</summary>
    public required IReadOnlyList<FindingEntry> Blocking { get; init; }

    /// <summary>The plan's steps.</summary>
    public required IReadOnlyList<RehearsedStep> Steps { get; init; }

    /// <summary>The steps that took it back.</summary>
    public required IReadOnlyList<RehearsedStep> UndoSteps { get; init; }

    /// <summary>What undo leaves.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>What a real apply still has to be told.</summary>
    public required IReadOnlyList<string> MissingConsents { get; init; }

    /// <summary>What the real site shows otherwise, besides the steps.</summary>
    public required IReadOnlyList<string> LiveDifferences { get; init; }

    /// <summary>The entry of a pass.</summary>
    public static PositionJson Of(PositionReport report) => new()
    {
        Position = report.Position.Name,
        Meaning = report.Position.Meaning,
        End = report.End,
        Failure = report.Failure,
        Blocking = [.. report.Blocking.Select(FindingEntry.Of)],
        Steps = report.Steps,
        UndoSteps = report.UndoSteps,
        Left = report.Left,
        MissingConsents = report.MissingConsents,
        LiveDifferences = report.LiveDifferences,
    };
}
