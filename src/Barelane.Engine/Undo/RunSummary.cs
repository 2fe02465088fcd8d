using Barelane.Engine.Journal;

namespace Barelane.Engine.Undo;

/// <summary>A run in one line.</summary>
public sealed record RunSummary
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The plan's verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The document.</summary>
    public required string Document { get; init; }

    /// <summary>The run it is about; null for others.</summary>
    public string? OfRun { get; init; }

    /// <summary>Who started it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last record was written.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Steps that were done or already so.</summary>
    public required int StepsDone { get; init; }

    /// <summary>Steps of its plan.</summary>
    public required int StepsTotal { get; init; }

    /// <summary>Steps of which it is not known what came of them.</summary>
    public required int Unsettled { get; init; }
}
