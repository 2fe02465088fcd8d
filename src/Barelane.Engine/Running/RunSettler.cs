using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>
/// Finds out what came of steps whose run could not say it: waits until the hypervisor is quiet about them, reads, and adds the outcome to
/// that run's records. Never acts. Has to be done before anything is planned on top of them.
/// </summary>
public sealed class RunSettler(IJournal journal, IRunLocks locks, TimeProvider time, RunOptions options)
{
    /// <summary>Settles every open step of every run that is not under way and touches the given sites. The problems name what could not be settled.</summary>
    /// <exception cref="EngineException">The journal can't be read or written.</exception>
    public async Task<IReadOnlyList<Problem>> SettleAsync(IReadOnlyList<ISiteAdapter> adapters, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var (run, step) in await OpenAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!run.Plan.Sites.Where(s => string.Equals(s.Instance, step.Intent.Target.Site, StringComparison.Ordinal)).Any(s => adapters.Any(a => a.Alias == s.Alias)))
            {
                continue;
            }

            if (await SettleAsync(run, step, SiteOf(run, step, adapters), cancellationToken).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    /// <summary>The steps that nobody knows the outcome of, of runs that are not under way.</summary>
    /// <exception cref="EngineException">The journal can't be read.</exception>
    public async Task<IReadOnlyList<(RunRecord Run, StepRecord Step)>> OpenAsync(CancellationToken cancellationToken)
    {
        var active = (await locks.HeldAsync(cancellationToken).ConfigureAwait(false)).Select(l => l.Run).ToHashSet(StringComparer.Ordinal);
        var open = new List<(RunRecord, StepRecord)>();
        foreach (var start in await journal.StartsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!active.Contains(start.Run))
            {
                var run = await RunRecord.ReadAsync(journal, start.Run, cancellationToken).ConfigureAwait(false);
                open.AddRange(run.Unsettled.Select(s => (run, s)));
            }
        }

        return open;
    }

    private static SiteSet SiteOf(RunRecord run, StepRecord step, IReadOnlyList<ISiteAdapter> adapters) =>
        SiteSet.Of(run.Plan with { Sites = [.. run.Plan.Sites.Where(s => string.Equals(s.Instance, step.Intent.Target.Site, StringComparison.Ordinal))] }, adapters);

    private async Task<Problem?> SettleAsync(RunRecord run, StepRecord record, SiteSet sites, CancellationToken cancellationToken)
    {
        var step = RunNames.In(run.Id, record.Step);
        var examination = new StepExamination(step);
        var expectations = examination.Expectations(record.Intent.References);
        var (then, now) = (TimeSpan.FromSeconds(record.Intent.DeadlineSeconds), options.DeadlineOf(record.Intent.Kind));
        var context = new StepContext
        {
            Step = step with { Expectations = expectations },
            Run = run.Id,
            Deadline = then > now ? then : now,
        };
        var progress = new StepProgress(journal, run.Id, record.Intent.Step, time);
        StepResult quiet;
        try
        {
            quiet = await sites.For(step.Target).Executor.SettleAsync(context, record.Handle, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e)
        {
            quiet = StepResult.Unknown(e.Problem);
        }

        await progress.DrainAsync().ConfigureAwait(false);
        if (quiet.Outcome == StepOutcome.Unknown)
        {
            return Unsettled(run, step, quiet.Problem?.Message ?? "the hypervisor does not say.", quiet.Problem?.Remedy ?? "");
        }

        var reads = await new LiveReader(sites, time).ReadUntilAsync(
            examination.FieldsAfter,
            r => r.AllKnown() && examination.AfterQuiet(r, record.Intent.Changes, expectations) != StepOutcome.Unknown,
            options.QuietPatience,
            cancellationToken).ConfigureAwait(false);
        if (reads.FirstUnknown(examination.ChangedFields) is { } unknown)
        {
            return Unsettled(run, step, $"'{unknown.Field}' could not be read: {unknown.Why}");
        }

        var outcome = examination.AfterQuiet(reads, record.Intent.Changes, expectations);
        await journal.AppendAsync(
            run.Id,
            new StepEnded { Step = record.Intent.Step, Outcome = outcome, Values = examination.Values(reads), Settled = true },
            cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static Problem Unsettled(RunRecord run, Step step, string why, string remedy = "") => new()
    {
        Code = "unsettled",
        Message = $"What came of step {step.Id} of run '{run.Id}' on '{step.TargetName}' is not known yet: {why}",
        Remedy = $"{remedy} Nothing is done on top of it before that is known.{(remedy.Length == 0 ? " Try again when the hypervisor answers." : "")}".TrimStart(),
    };
}
