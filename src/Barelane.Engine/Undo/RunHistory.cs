using Barelane.Engine.Journal;
using Barelane.Engine.Running;

namespace Barelane.Engine.Undo;

/// <summary>The runs of a journal, and which one a command without a run's id means.</summary>
public sealed class RunHistory(IJournal journal, IRunLocks locks)
{
    /// <summary>Every run, the latest first.</summary>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public async Task<IReadOnlyList<RunSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        var active = (await locks.HeldAsync(cancellationToken).ConfigureAwait(false)).Select(l => l.Run).ToHashSet(StringComparer.Ordinal);
        var chains = await RunChain.ReadAllAsync(journal, cancellationToken).ConfigureAwait(false);
        return [.. chains.SelectMany(c => c.Runs.Select(r => Summary(c, r, active.Contains(r.Id))))
            .OrderByDescending(s => s.StartedAt).ThenByDescending(s => s.Run, StringComparer.Ordinal)];
    }

    /// <summary>The document's last run that is no undo and of which something is left; null where there is none.</summary>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public async Task<string?> LastToUndoAsync(string document, CancellationToken cancellationToken) =>
        (await RunChain.ReadAllAsync(journal, cancellationToken).ConfigureAwait(false))
            .LastOrDefault(c => string.Equals(c.Root.Started.Document, document, StringComparison.Ordinal) && !c.LeavesNothing)?.Root.Id;

    /// <summary>The document's last run, if it did not come to its end; null where it did, or where there is none.</summary>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public async Task<string?> LastToResumeAsync(string document, CancellationToken cancellationToken)
    {
        var last = (await RunChain.ReadAllAsync(journal, cancellationToken).ConfigureAwait(false))
            .LastOrDefault(c => string.Equals(c.Root.Started.Document, document, StringComparison.Ordinal));
        return last is null || last.Runs[^1].IsComplete ? null : last.Runs[^1].Id;
    }

    private static RunSummary Summary(RunChain chain, RunRecord run, bool active) => new()
    {
        Run = run.Id,
        State = active ? RunState.Running : StateOf(chain, run),
        Verb = run.Started.Verb,
        Document = run.Started.Document,
        OfRun = run.Started.OfRun,
        Actor = run.Started.Actor,
        StartedAt = run.StartedAt,
        LastAt = run.LastAt,
        StepsDone = run.StepsDone,
        StepsTotal = run.Plan.Steps.Count,
        Unsettled = run.Unsettled.Count(),
    };

    private static RunState StateOf(RunChain chain, RunRecord run)
    {
        if (run.Started.Verb != "undo" && chain.LeavesNothing && chain.Runs.Any(r => r.Started.Verb == "undo"))
        {
            return RunState.Undone;
        }

        return run.Ended?.End switch
        {
            RunEnd.Done or RunEnd.DoneUnseen => RunState.Done,
            RunEnd.FailedHeld or RunEnd.FailedTakenBack => RunState.Failed,
            RunEnd.Parked => RunState.Parked,
            _ => RunState.Interrupted,
        };
    }
}
