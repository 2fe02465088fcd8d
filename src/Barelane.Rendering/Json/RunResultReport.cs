using Barelane.Engine.Running;

namespace Barelane.Rendering.Json;

/// <summary>The last line of a run's JSON lines.</summary>
public sealed record RunResultReport : Report
{
    /// <inheritdoc/>
    public override string Type => "result";

    /// <summary>The run; null where nothing had to be done.</summary>
    public required string? Run { get; init; }

    /// <summary>How it ended: a <see cref="RunEnd"/>, or <c>NothingToDo</c>.</summary>
    public required string End { get; init; }

    /// <summary>The program's exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Steps done or already so.</summary>
    public required int StepsDone { get; init; }

    /// <summary>Steps of the plan.</summary>
    public required int StepsTotal { get; init; }

    /// <summary>What stood in the way.</summary>
    public IReadOnlyList<ErrorReport> Problems { get; init; } = [];

    /// <summary>The report of a result.</summary>
    public static RunResultReport Of(RunResult result) => new()
    {
        Run = result.Run,
        End = result.End.ToString(),
        ExitCode = (int)result.Exit,
        StepsDone = result.StepsDone,
        StepsTotal = result.StepsTotal,
        Problems = result.Problems.Select(ErrorReport.Of).ToList(),
    };
}
