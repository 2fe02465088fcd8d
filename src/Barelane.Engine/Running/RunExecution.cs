using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>Carries out one plan: begins what may begin, takes down what ended, and decides what a failure means for its unit.</summary>
internal sealed class RunExecution(
    string run, RunRequest request, IJournal journal, RunControl control, StepRunner runner, UnitTakeBack takeBack, TimeProvider time)
{
    private readonly StepStates _states = new(request.Plan);
    private readonly RunWindows _windows = new(request.Plan, time);
    private readonly List<Task<Finished>> _running = [];
    private readonly HashSet<string> _failedUnits = new(StringComparer.Ordinal);
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];
    private bool _held;
    private bool _parked;

    public async Task<RunResult> RunAsync()
    {
        try
        {
            await WorkAsync().ConfigureAwait(false);
        }
        catch
        {
            await LeaveAsync().ConfigureAwait(false);
            throw;
        }

        var end = End();
        if (end == RunEnd.Interrupted)
        {
            await journal.AppendAsync(run, new RunInterrupted(control.Aborting.IsCancellationRequested, control.By), CancellationToken.None).ConfigureAwait(false);
        }

        var result = new RunResult { Run = run, End = end, StepsDone = _states.DoneCount, StepsTotal = request.Plan.Steps.Count, Problems = _problems };
        await journal.AppendAsync(
            run,
            new RunEnded { End = end, StepsDone = result.StepsDone, StepsTotal = result.StepsTotal, Problems = _problems },
            CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            var wait = await BeginAsync().ConfigureAwait(false);
            if (_running.Count == 0 && (wait is null || control.Stopping.IsCancellationRequested))
            {
                return;
            }

            Task? opening = wait is { } pause ? Task.Delay(pause, time, control.Stopping) : null;
            var ended = await Task.WhenAny(opening is null ? [.. _running] : [.. _running, opening]).ConfigureAwait(false);
            if (ended is Task<Finished> task)
            {
                _running.Remove(task);
                await TakeDownAsync(task).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Begins everything that may begin now. The time until a window opens, where steps wait for one.</summary>
    private async Task<TimeSpan?> BeginAsync()
    {
        TimeSpan? wait = null;
        if (control.Stopping.IsCancellationRequested)
        {
            return null;
        }

        foreach (var unit in _states.StoppedUnits.Where(u => !_failedUnits.Contains(u)).ToList())
        {
            await StopUnitAsync(unit).ConfigureAwait(false);
        }

        foreach (var step in _states.Ready.Where(MayBegin).ToList())
        {
            if (_running.Count >= request.Options.Parallel)
            {
                return wait;
            }

            var closed = _states.HasBegun(step.Unit) && !StepLevel.IsOfHost(step.Kind) ? TimeSpan.Zero : _windows.UntilOpen(step);
            if (closed == TimeSpan.Zero)
            {
                _states.Begin(step);
                _running.Add(StepAsync(step));
            }
            else if (request.Options.WaitForWindow)
            {
                wait = wait is { } earlier && earlier < closed ? earlier : closed;
                await AnnounceAsync(step, closed).ConfigureAwait(false);
            }
            else
            {
                await ParkAsync(step, StepProblems.WindowClosed(step, _windows.Name(step))).ConfigureAwait(false);
            }
        }

        return wait;
    }

    private bool MayBegin(Step step) =>
        !_announced.Contains("parked " + step.Id)
        && (StepLevel.IsOfHost(step.Kind) || !_states.IsHalted(step.Unit))
        && (_states.FailedUnitCount < request.Options.MaxFailures || _states.IsOfBegun(step));

    private async Task TakeDownAsync(Task<Finished> task)
    {
        Finished finished;
        try
        {
            finished = await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (control.Stopping.IsCancellationRequested)
        {
            // Aborted, or the machine takes this program down with itself: what was sent stands in the journal as an intent without outcome.
            return;
        }

        if (finished.Step is not { } step || finished.Verdict is not { } verdict)
        {
            _held |= finished.Held is not null;
            _problems.AddRange(finished.Held is null ? [] : [finished.Held]);
            return;
        }

        _states.End(step, verdict);
        if (verdict.IsDone)
        {
            return;
        }

        if (step.Kind == StepKind.RebootHost && verdict.Outcome == StepOutcome.Unknown && verdict.Acted)
        {
            await ParkAsync(step, StepProblems.HostNotBack(step, verdict.Problem)).ConfigureAwait(false);
        }
        else if (verdict.Problem is { } problem)
        {
            _problems.Add(problem);
        }
    }

    private async Task StopUnitAsync(string unit)
    {
        _failedUnits.Add(unit);
        var (cause, verdict) = _states.CauseOf(unit);
        if (_announced.Contains("parked " + cause.Id))
        {
            return;
        }

        var acted = _states.ActedOn(unit).ToList();
        var mayTakeBack = !request.Options.Keep && request.Plan.Verb == "apply" && verdict.Outcome == StepOutcome.Failed
            && !(StepLevel.IsOfHost(cause.Kind) && BracketIsOpen(cause));
        var takesBack = mayTakeBack && acted.Any(s => StepLevel.IsOfVm(s.Kind));
        _held |= request.Plan.Verb != "apply" || (acted.Count > 0 && !mayTakeBack) || acted.Any(s => StepLevel.IsOfHost(s.Kind));
        var why = verdict.Problem?.Message ?? $"Step {cause.Id} did not succeed.";
        await journal.AppendAsync(run, new UnitFailed(unit, cause.Id, !takesBack, why), CancellationToken.None).ConfigureAwait(false);
        if (takesBack)
        {
            _running.Add(TakeBackAsync(unit));
        }
    }

    // At host level a failure holds: maintenance stays on, and VMs that have to run on that host stay off with it.
    private bool BracketIsOpen(Step cause)
    {
        var host = cause.Target.HostOfDevice();
        return request.Plan.Steps.Any(s => s.Kind == StepKind.EnterMaintenance && s.Target == host && _states.IsDone(s))
            && !request.Plan.Steps.Any(s => s.Kind == StepKind.LeaveMaintenance && s.Target == host && _states.IsDone(s));
    }

    private async Task ParkAsync(Step step, Problem problem)
    {
        _parked = true;
        _announced.Add("parked " + step.Id);
        _problems.Add(problem);
        await journal.AppendAsync(run, new RunParked(step.Id, problem), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task AnnounceAsync(Step step, TimeSpan closed)
    {
        if (_announced.Add("waiting " + step.Id))
        {
            var waiting = new StepWaiting(step.Id, $"its window {_windows.Name(step)}", time.GetUtcNow() + closed);
            await journal.AppendAsync(run, waiting, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private RunEnd End()
    {
        if (control.Stopping.IsCancellationRequested && _states.DoneCount + _states.Unseen.Count() < request.Plan.Steps.Count)
        {
            return RunEnd.Interrupted;
        }

        var failed = _states.Failed.Where(f => !_announced.Contains("parked " + f.Step.Id)).ToList();
        if (failed.Count > 0)
        {
            return _held ? RunEnd.FailedHeld : RunEnd.FailedTakenBack;
        }

        _problems.AddRange(_states.Unseen.Select(u => u.Verdict.Problem).OfType<Problem>().Except(_problems));
        return _parked ? RunEnd.Parked : _states.Unseen.Any() ? RunEnd.DoneUnseen : RunEnd.Done;
    }

    private async Task<Finished> StepAsync(Step step) => new(
        step,
        await runner.RunAsync(step, "", runner.IsOwnReboot(step) ? control.Stopping : control.Aborting).ConfigureAwait(false),
        null);

    private async Task<Finished> TakeBackAsync(string unit) => new(null, null, await takeBack.RunAsync(unit, control.Aborting).ConfigureAwait(false));

    // The journal is gone or a defect showed: what is under way comes to its end as far as it can, and nothing new begins.
    private async Task LeaveAsync()
    {
        control.Abort("the engine");
        await Task.WhenAll(_running.Select(t => t.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default))).ConfigureAwait(false);
    }

    private sealed record Finished(Step? Step, StepVerdict? Verdict, Problem? Held);
}
