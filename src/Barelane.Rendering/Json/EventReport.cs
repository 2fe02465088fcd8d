using Barelane.Engine.Journal;

namespace Barelane.Rendering.Json;

/// <summary>One event of a run as a JSON line. What an event does not have is left out.</summary>
public sealed record EventReport : Report
{
    /// <inheritdoc/>
    public override string Type => "event";

    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>Its number within the run: ask for what follows it to go on reading.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened: <c>stepIntent</c>, <c>stepEnded</c> …</summary>
    public required string Event { get; init; }

    /// <summary>The step.</summary>
    public string? Step { get; init; }

    /// <summary>The assignment or host.</summary>
    public string? Unit { get; init; }

    /// <summary>The step's kind.</summary>
    public string? Kind { get; init; }

    /// <summary>What became of the step or the run.</summary>
    public string? Outcome { get; init; }

    /// <summary>How far it is, 0–100.</summary>
    public int? Percent { get; init; }

    /// <summary>What is said about it.</summary>
    public string? Text { get; init; }

    /// <summary>What went wrong.</summary>
    public ErrorReport? Problem { get; init; }

    /// <summary>The line of an event.</summary>
    public static EventReport Of(JournalEntry entry)
    {
        var name = entry.Record.GetType().Name;
        var line = new EventReport
        {
            Run = entry.Run,
            Sequence = entry.Sequence,
            Time = entry.Time,
            Event = char.ToLowerInvariant(name[0]) + name[1..],
        };
        return entry.Record switch
        {
            RunStarted r => line with { Text = $"{r.Verb} of '{r.Document}' by {r.Actor}" },
            StepIntent r => line with { Step = r.Step, Unit = r.Unit, Kind = r.Kind.ToString() },
            StepStarted r => line with { Step = r.Step, Text = r.Handle },
            StepProgressed r => line with { Step = r.Step, Percent = r.Percent, Text = r.Doing },
            StepWaiting r => line with { Step = r.Step, Text = r.For },
            StepEnded r => line with { Step = r.Step, Outcome = r.Outcome.ToString(), Problem = r.Problem is null ? null : ErrorReport.Of(r.Problem) },
            UnitFailed r => line with { Step = r.Step, Unit = r.Unit, Text = r.Why },
            TakeBackStarted r => line with { Unit = r.Unit },
            RunParked r => line with { Step = r.Step, Problem = ErrorReport.Of(r.Problem) },
            RunInterrupted r => line with { Text = r.AtOnce ? "at once" : "after the step under way" },
            RunEnded r => line with { Outcome = r.End.ToString() },
            _ => line,
        };
    }
}
