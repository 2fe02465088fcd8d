using Barelane.Rendering.Json;

namespace Barelane.Cli.Rehearsal;

/// <summary>The answer of <c>rehearse</c> for programs.</summary>
internal sealed record RehearsalJsonReport : Report
{
    /// <inheritdoc/>
    public override string Type => "rehearsal";

    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary>How it came out: the worst of the passes.</summary>
    public required RehearsalEnd End { get; init; }

    /// <summary>The program's exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Whether the plan was compared with the plan on the real sites.</summary>
    public required bool ComparedWithLive { get; init; }

    /// <summary>The passes.</summary>
    public required IReadOnlyList<PositionJson> Positions { get; init; }

    /// <summary>What the twins take for granted.</summary>
    public required IReadOnlyList<AssumptionEntry> Assumptions { get; init; }

    /// <summary>The answer about a rehearsal.</summary>
    public static RehearsalJsonReport Of(RehearsalReport report) => new()
    {
        Document = report.Document,
        End = report.End,
        ExitCode = report.ExitCode,
        ComparedWithLive = report.ComparedWithLive,
        Positions = [.. report.Positions.Select(PositionJson.Of)],
        Assumptions = report.Assumptions,
    };
}
