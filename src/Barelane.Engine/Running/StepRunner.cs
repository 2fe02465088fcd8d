using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>
/// Takes one step through its life: read, journal the intent, act, observe, journal the outcome. Knows nothing of other steps.
/// </summary>
internal sealed class StepRunner(string run, IJournal journal, SiteSet sites, RunOptions options, TimeProvider time, Func<string, IReadOnlySet<string>> consentsOf)
{
    // An executor keeps its own deadline; this is how long after it the engine stops waiting for one that does not.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly LiveReader _reader = new(sites, time);

    /// <summary>Whether a step takes down the machine that the run is on. Its end is never seen: a request to stop is the machine going down, and nothing is left to wait for.</summary>
    public bool IsOwnReboot(Step step) => step.Kind == StepKind.RebootHost && sites.For(step.Target).OwnReboot is not null;

    /// <summary>Runs a step; <paramref name="prefix"/> tells the steps of a take-back from the plan's in the journal.</summary>
    /// <exception cref="OperationCanceledException">The run was aborted; what was sent stands in the journal as an intent without outcome.</exception>
    /// <exception cref="EngineException">The journal can't be written.</exception>
    public async Task<StepVerdict> RunAsync(Step planned, string prefix, CancellationToken abort)
    {
        var step = RunNames.In(run, planned);
        var id = prefix + step.Id;
        if (step.AllChanges().FirstOrDefault(c => !sites.For(c.Target).Planner.Owns(c.Target.Kind, c.Change.Field)) is { Change: { } foreign })
        {
            return await EndAsync(id, StepOutcome.Failed, StepProblems.NotOwned(step, foreign.Field), [], acted: false).ConfigureAwait(false);
        }

        var examination = new StepExamination(step);
        if (step.Kind == StepKind.Verify)
        {
            return await ObserveAsync(step, id, examination, step.Expectations, acted: false, StepOutcome.Done, abort).ConfigureAwait(false);
        }

        var before = await ReadBeforeAsync(examination, abort).ConfigureAwait(false);
        if (before.FirstUnknown(examination.FieldsBefore) is { } unknown)
        {
            var problem = StepProblems.Unreadable(step, unknown.Target, unknown.Field, unknown.Why);
            return await EndAsync(id, StepOutcome.Unknown, problem, [], acted: false).ConfigureAwait(false);
        }

        if (examination.IsAlreadySo(before))
        {
            return await EndAsync(id, StepOutcome.AlreadySo, null, examination.Values(before), acted: false).ConfigureAwait(false);
        }

        if (examination.Objection(before) is { } objection)
        {
            return await EndAsync(id, StepOutcome.Failed, objection, examination.Values(before), acted: false).ConfigureAwait(false);
        }

        if (await PrepareOwnRebootAsync(step, abort).ConfigureAwait(false) is { } unprepared)
        {
            return await EndAsync(id, StepOutcome.Failed, unprepared, [], acted: false).ConfigureAwait(false);
        }

        abort.ThrowIfCancellationRequested();
        var intent = new StepIntent
        {
            Step = id,
            Kind = step.Kind,
            Target = step.Target,
            Unit = step.Unit,
            Changes = examination.Recorded(before),
            References = examination.References(before),
            DeadlineSeconds = (long)options.DeadlineOf(step.Kind).TotalSeconds,
        };
        await journal.AppendAsync(run, intent, CancellationToken.None).ConfigureAwait(false);
        return await ActAsync(step, intent, examination, abort).ConfigureAwait(false);
    }

    /// <summary>Has this machine go on with the run once it is up again. Why that can't be, or null.</summary>
    private async Task<Problem?> PrepareOwnRebootAsync(Step step, CancellationToken abort)
    {
        if (!IsOwnReboot(step) || options.AfterOwnReboot is not { } command)
        {
            return null;
        }

        try
        {
            await sites.For(step.Target).OwnReboot!.PrepareAsync(command(run), abort).ConfigureAwait(false);
            return null;
        }
        catch (SiteException e)
        {
            return StepProblems.NotPrepared(step, e.Problem);
        }
    }

    /// <summary>A machine that does not reboot has nothing to go on with after it.</summary>
    private async Task ForgetOwnRebootAsync(Step step)
    {
        if (!IsOwnReboot(step) || options.AfterOwnReboot is null)
        {
            return;
        }

        try
        {
            await sites.For(step.Target).OwnReboot!.ForgetAsync(run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SiteException)
        {
            // The next run of the document tries again, and says why it can't.
        }
    }

    private async Task<FieldReads> ReadBeforeAsync(StepExamination examination, CancellationToken abort)
    {
        var fields = examination.FieldsBefore;
        var reads = await _reader.ReadUntilAsync(fields, r => r.AllKnown(), options.ReadPatience, abort).ConfigureAwait(false);
        return !reads.AllKnown() || examination.IsAlreadySo(reads) || examination.PreconditionsHold(reads)
            ? reads
            : await _reader.ReadUntilAsync(fields, examination.PreconditionsHold, options.PatienceBefore(examination.Kind), abort).ConfigureAwait(false);
    }

    private async Task<StepVerdict> ActAsync(Step step, StepIntent intent, StepExamination examination, CancellationToken abort)
    {
        var expectations = examination.Expectations(intent.References);
        var context = new StepContext
        {
            Step = step with { Expectations = expectations },
            Run = run,
            Deadline = options.DeadlineOf(step.Kind),
            Consents = consentsOf(step.Unit),
        };
        var executor = sites.For(step.Target).Executor;
        var progress = new StepProgress(journal, run, intent.Step, time);
        for (var retries = options.BusyRetries; ; retries--)
        {
            var result = await BoundedAsync(t => executor.ExecuteAsync(context, progress, t), context, abort).ConfigureAwait(false);
            await progress.DrainAsync().ConfigureAwait(false);
            switch (result.Outcome)
            {
                case StepOutcome.Done or StepOutcome.AlreadySo:
                    return await ObserveAsync(step, intent.Step, examination, expectations, acted: true, result.Outcome, abort).ConfigureAwait(false);
                case StepOutcome.Failed:
                    var reads = await _reader.ReadAsync(examination.FieldsAfter, abort).ConfigureAwait(false);
                    var outcome = examination.IsProved(reads, expectations) ? StepOutcome.Done : StepOutcome.Failed;
                    var acted = !examination.IsUntouched(reads, intent.Changes, expectations);
                    await ForgetOwnRebootAsync(step).ConfigureAwait(false);

                    // A refusal says that nothing of this step was done: other values than before are somebody else's, and never taken for ours.
                    return outcome == StepOutcome.Done
                        ? await EndAsync(intent.Step, outcome, null, examination.Values(reads), acted).ConfigureAwait(false)
                        : await EndAsync(intent.Step, outcome, result.Problem, [], acted).ConfigureAwait(false);
                default:
                    var judged = await JudgeAsync(context, intent, examination, expectations, result.Problem, progress, abort).ConfigureAwait(false);
                    if (retries > 0 && result.TryAgainAfter is { } pause && judged.MayBeRepeated && step.Kind != StepKind.RebootHost)
                    {
                        progress.Report(null, $"the server takes no calls just now; it is asked again in {pause.TotalSeconds:0} s");
                        await Task.Delay(pause, time, abort).ConfigureAwait(false);
                        judged = await JudgeAsync(context, intent, examination, expectations, result.Problem, progress, abort).ConfigureAwait(false);
                        if (judged.MayBeRepeated && await MayActAsync(examination, abort).ConfigureAwait(false))
                        {
                            continue;
                        }
                    }

                    return await EndAsync(intent.Step, judged.Outcome, judged.Problem, judged.Values, judged.Outcome != StepOutcome.Failed).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Whether everything is as it has to be before the step acts, each value the old one or the new one already; what holds for the first time holds for every
    /// other.
    /// </summary>
    private async Task<bool> MayActAsync(StepExamination examination, CancellationToken abort)
    {
        var reads = await ReadBeforeAsync(examination, abort).ConfigureAwait(false);
        return reads.FirstUnknown(examination.FieldsBefore) is null && !examination.IsAlreadySo(reads) && examination.Objection(reads) is null;
    }

    /// <summary>What came of a step whose end was not seen: waits until the hypervisor is quiet about it, and reads.</summary>
    private async Task<Judgement> JudgeAsync(
        StepContext context, StepIntent intent, StepExamination examination, IReadOnlyList<Predicate> expectations, Problem? problem, StepProgress progress, CancellationToken abort)
    {
        var quiet = await BoundedAsync(t => sites.For(context.Step.Target).Executor.SettleAsync(context, progress.Handle, progress, t), context, abort).ConfigureAwait(false);
        await progress.DrainAsync().ConfigureAwait(false);
        if (quiet.Outcome == StepOutcome.Unknown)
        {
            return new Judgement(StepOutcome.Unknown, quiet.Problem ?? problem, [], IsQuiet: false);
        }

        var reads = await _reader.ReadUntilAsync(
            examination.FieldsAfter,
            r => r.AllKnown() && examination.AfterQuiet(r, intent.Changes, expectations) != StepOutcome.Unknown,
            options.QuietPatience,
            abort).ConfigureAwait(false);
        var outcome = examination.AfterQuiet(reads, intent.Changes, expectations);
        return new Judgement(outcome, outcome == StepOutcome.Done ? null : problem, examination.Values(reads), IsQuiet: true);
    }

    private async Task<StepVerdict> ObserveAsync(
        Step step, string id, StepExamination examination, IReadOnlyList<Predicate> expectations, bool acted, StepOutcome outcome, CancellationToken abort)
    {
        var fields = examination.FieldsAfter;
        var reads = await _reader.ReadUntilAsync(fields, r => examination.IsProved(r, expectations), options.ObservePatience, abort).ConfigureAwait(false);
        if (examination.IsProved(reads, expectations))
        {
            return await EndAsync(id, outcome, null, examination.Values(reads), acted).ConfigureAwait(false);
        }

        return reads.FirstUnknown(fields) is { } unknown
            ? await EndAsync(id, StepOutcome.Unknown, StepProblems.Unproved(step, unknown.Target, unknown.Field, unknown.Why), examination.Values(reads), acted).ConfigureAwait(false)
            : await EndAsync(id, StepOutcome.Failed, StepProblems.NotReached(step, reads, expectations), examination.Values(reads), acted).ConfigureAwait(false);
    }

    // Whatever goes wrong once something may have been sent is Unknown: only the executor may say Failed.
    private async Task<StepResult> BoundedAsync(Func<CancellationToken, Task<StepResult>> work, StepContext context, CancellationToken abort)
    {
        using var limit = new CancellationTokenSource(context.Deadline + Grace, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, abort);
        StepResult result;
        try
        {
            // An executor that does not look at its token must not hold up an abort.
            result = await work(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (SiteException e)
        {
            result = StepResult.Unknown(e.Problem);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            result = StepResult.Unknown(StepProblems.TimedOut(context.Step, context.Deadline));
        }

        if (result.Outcome == StepOutcome.Unknown)
        {
            abort.ThrowIfCancellationRequested();
        }

        return result;
    }

    private async Task<StepVerdict> EndAsync(string id, StepOutcome outcome, Problem? problem, IReadOnlyList<RecordedValue> values, bool acted)
    {
        await journal.AppendAsync(run, new StepEnded { Step = id, Outcome = outcome, Problem = problem, Values = values }, CancellationToken.None).ConfigureAwait(false);
        return new StepVerdict(outcome, problem, acted);
    }

    private sealed record Judgement(StepOutcome Outcome, Problem? Problem, IReadOnlyList<RecordedValue> Values, bool IsQuiet)
    {
        /// <summary>Nothing is under way any more, and not all of the step is done. Of a step of several calls some may be; that each value is the old or the new one is looked at besides.</summary>
        public bool MayBeRepeated => IsQuiet && Outcome != StepOutcome.Done;
    }
}
