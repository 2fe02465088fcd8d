namespace Barelane.Cli.Rehearsal;

/// <summary>What a rehearsal found, over all its passes.</summary>
internal sealed record RehearsalReport
{
    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary>Whether the plan was compared with the plan on the real sites.</summary>
    public required bool ComparedWithLive { get; init; }

    /// <summary>The passes; the first has every unverified fact in its usual position.</summary>
    public required IReadOnlyList<PositionReport> Positions { get; init; }

    /// <summary>What the twins take for granted about the real sites.</summary>
    public required IReadOnlyList<AssumptionEntry> Assumptions { get; init; }

    /// <summary>The worst of the passes.</summary>
    public RehearsalEnd End => Positions.Max(p => p.End);

    /// <summary>The first pass that did not come through; null where all did.</summary>
    public PositionReport? FirstBad => Positions.FirstOrDefault(p => p.End == RehearsalEnd.Failed) ?? Positions.FirstOrDefault(p => p.End == RehearsalEnd.Blocked);

    /// <summary>The program's exit code for it.</summary>
    public int ExitCode => End switch
    {
        RehearsalEnd.Blocked => ExitCodes.Blocked,
        RehearsalEnd.Failed => ExitCodes.FailedHeld,
        _ => ExitCodes.Done,
    };
}
