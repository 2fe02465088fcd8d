using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Engine.Running;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Rehearsal;

/// <summary>A plan carried out on the twin: its steps with their results, and the first that did not succeed.</summary>
internal sealed record RehearsedRun
{
    /// <summary>The run's id in the throw-away journal.</summary>
    public required string Run { get; init; }

    /// <summary>The plan's steps with what became of them.</summary>
    public required IReadOnlyList<RehearsedStep> Steps { get; init; }

    /// <summary>The first that went wrong; null where all went well.</summary>
    public RehearsalFailure? Failure { get; init; }

    /// <summary>Runs a plan with every consent it needs.</summary>
    public static async Task<RehearsedRun> OfAsync(RehearsalStage stage, RehearsalRequest request, Plan plan, RehearsalPhase phase, CancellationToken cancellationToken)
    {
        var engine = new RunEngine(stage.Journal, stage.Journal.Locks, stage.Maker, request.Twin.TimeProvider);
        var run = await engine.StartAsync(
            new RunRequest
            {
                Plan = plan,
                Sites = stage.Session.Adapters,
                Actor = "rehearsal",
                Consents = RehearsalConsents.For(plan, request.Given),
                Accepted = request.Document.Accept.ToHashSet(StringComparer.Ordinal),
                Options = RehearsalPace.OptionsAt(request.Twin.TimeScale),
            },
            cancellationToken).ConfigureAwait(false);
        using var control = run.Control;
        using var stop = cancellationToken.Register(() => control.Abort("the user"));
        var result = await run.Completion.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var entries = await stage.Journal.ReadAsync(run.Id, 0, cancellationToken).ConfigureAwait(false);
        var record = RunRecord.From(entries);
        return new RehearsedRun
        {
            Run = run.Id,
            Steps = StepsOf(plan, record.Outcomes, request),
            Failure = result.End is RunEnd.Done or RunEnd.DoneUnseen ? null : FailureOf(plan, entries, result, phase),
        };
    }

    /// <summary>A plan's steps as they stand before anything is done, or after.</summary>
    public static IReadOnlyList<RehearsedStep> StepsOf(Plan plan, IReadOnlyDictionary<string, StepOutcome> outcomes, RehearsalRequest request) =>
        [.. plan.Steps.Select(s => new RehearsedStep
        {
            Id = s.Id,
            Kind = s.Kind,
            Target = s.TargetName,
            Title = StepWords.TitleOf(s),
            Outcome = outcomes.TryGetValue(s.Id, out var outcome) ? outcome : null,
            EstimatedSeconds = StepEstimate.SecondsOf(s.Kind, request.Twin.Times),
        })];

    private static RehearsalFailure FailureOf(Plan plan, IReadOnlyList<JournalEntry> entries, RunResult result, RehearsalPhase phase)
    {
        var steps = plan.Steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var (id, problem) = entry.Record switch
            {
                StepEnded { Outcome: StepOutcome.Failed or StepOutcome.Unknown } ended => (ended.Step, ended.Problem),
                RunParked parked => (parked.Step, parked.Problem),
                _ => (null, null),
            };
            if (id is not null && steps.TryGetValue(id, out var step))
            {
                return Of(phase, step, problem ?? First(result));
            }
        }

        return Of(phase, null, First(result));
    }

    private static Problem? First(RunResult result) => result.Problems.Count > 0 ? result.Problems[0] : null;

    private static RehearsalFailure Of(RehearsalPhase phase, Step? step, Problem? problem) => new()
    {
        Phase = phase,
        Step = step?.Id,
        Kind = step?.Kind.ToString(),
        Target = step?.TargetName ?? "",
        Title = step is null ? "" : StepWords.TitleOf(step),
        Message = problem?.Message ?? "The run did not come to its end, and no step says why.",
        Remedy = problem?.Remedy ?? "",
        Evidence = problem?.Evidence ?? [],
    };
}
