using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;

namespace Barelane.Engine.Running;

/// <summary>
/// Runs plans. A library: command line and server are its users. Apply, undo, resume, drain and return are all plans and run alike.
/// </summary>
/// <param name="journal">Where runs are recorded.</param>
/// <param name="locks">Which runs are under way.</param>
/// <param name="maker">The planner, for taking a failed unit back.</param>
/// <param name="time">The clock.</param>
public sealed class RunEngine(IJournal journal, IRunLocks locks, PlanMaker maker, TimeProvider time)
{
    /// <summary>
    /// Checks that the plan may run, takes the locks, writes the run's first record and begins. Returns once the run stands in the journal;
    /// <see cref="ActiveRun.Completion"/> tells the end.
    /// </summary>
    /// <exception cref="EngineException">
    /// It may not run: preflight blocks, a consent is missing, a site has no adapter, another run holds the lock, an earlier step on the same
    /// objects is not settled, or the journal can't be written. Nothing was done.
    /// </exception>
    /// <exception cref="SiteException">This machine does not let go of what an earlier run left to go on with. Nothing was done.</exception>
    public async Task<ActiveRun> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        RequireUnblocked(request);
        RequireConsents(request);
        var sites = SiteSet.Of(request.Plan, request.Sites);
        await RequireSettledAsync(request, cancellationToken).ConfigureAwait(false);
        var run = await RunIds.NewAsync(journal, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        await LockAsync(run, request, cancellationToken).ConfigureAwait(false);
        var planId = PlanFormat.IdOf(request.Plan);
        try
        {
            await new Resumptions(journal, request.Sites).ForgetAsync(request.Plan.Document, cancellationToken).ConfigureAwait(false);
            await journal.AppendAsync(run, Started(request, planId), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await locks.ReleaseAsync(run, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        var control = new RunControl();
        var runner = new StepRunner(run, journal, sites, request.Options, time, unit => request.Consents.Of(unit, planId));
        var takeBack = new UnitTakeBack(run, request, sites, journal, maker, runner);
        var execution = new RunExecution(run, request, journal, control, runner, takeBack, time);
        return new ActiveRun(run, control, Task.Run(() => CompleteAsync(run, execution), CancellationToken.None));
    }

    private static void RequireUnblocked(RunRequest request)
    {
        var blocks = request.Plan.Findings.Where(f => f.Blocks && !(f.Severity == Severity.Unknown && request.Accepted.Contains(f.Rule))).ToList();
        if (blocks.Count > 0)
        {
            throw Refused("blocked", $"Preflight stands in the way: {string.Join(" ", blocks.Select(f => $"{f.Rule} ('{f.SubjectName}'): {f.Observed}"))}",
                "'barelane preflight' shows what to do about each.", ExitMeaning.Blocked);
        }
    }

    private static void RequireConsents(RunRequest request)
    {
        if (ConsentCheck.UnknownNames(request.Consents) is { Count: > 0 } unknown)
        {
            throw Refused("consent-unknown", $"No such consent: {string.Join(", ", unknown.Select(u => $"'{u}'"))}.",
                $"The consents are {string.Join(", ", ConsentNames.All.Keys.Order(StringComparer.Ordinal))}.", ExitMeaning.Blocked);
        }

        if (ConsentCheck.Missing(request.Plan, request.Consents) is { Count: > 0 } missing)
        {
            throw Refused("consent-missing", $"The plan needs consent that was not given. {string.Join(" ", missing)}",
                "Put it into the document, or give it with '--consent' and '--bystander'.", ExitMeaning.Blocked);
        }
    }

    private async Task RequireSettledAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (request.Options.DespiteUnsettled)
        {
            return;
        }

        var touched = request.Plan.Steps.SelectMany(s => s.AllChanges().Select(c => c.Target).Append(s.Target)).ToHashSet();
        var open = await new RunSettler(journal, locks, time, request.Options).OpenAsync(cancellationToken).ConfigureAwait(false);
        if (open.FirstOrDefault(o => touched.Contains(o.Step.Intent.Target) || o.Step.Intent.Changes.Any(c => touched.Contains(c.Target))) is { Run: { } run, Step: { } step })
        {
            throw Refused("unsettled", $"What came of step {step.Intent.Step} of run '{run.Id}' on '{step.Step.TargetName}' is not known.",
                "Settle it before planning: every command that plans does so first.", ExitMeaning.LockedOrStale);
        }
    }

    private async Task LockAsync(string run, RunRequest request, CancellationToken cancellationToken)
    {
        List<string> names = [RunNames.LockOf(request.Plan.Document), .. request.Plan.Sites.Select(s => $"site {s.Instance}")];
        if (await locks.TryAcquireAsync(run, names, request.Actor, cancellationToken).ConfigureAwait(false) is { } held)
        {
            throw Refused("locked", $"Another run is under way: {held}. It holds the lock on {held.Name}.",
                "Wait for it ('barelane status'). If its machine is gone for good, 'barelane status --break-lock' frees it.", ExitMeaning.LockedOrStale);
        }
    }

    private static RunStarted Started(RunRequest request, string planId) => new()
    {
        Tool = request.Plan.Tool,
        Verb = request.Plan.Verb,
        Document = request.Plan.Document,
        OfRun = request.Plan.OfRun,
        PlanId = planId,
        Plan = Encoding.UTF8.GetString(PlanFormat.ToBytes(request.Plan)),
        Actor = request.Actor,
        Machine = Environment.MachineName,
        Consents = [.. request.Consents.Of("", planId).Order(StringComparer.Ordinal), .. request.Consents.ByUnit.OrderBy(u => u.Key, StringComparer.Ordinal).SelectMany(u => u.Value.Order(StringComparer.Ordinal).Select(n => $"{u.Key}: {n}"))],
        Bystanders = [.. request.Consents.Bystanders.Concat(request.Consents.Typed?.Bystanders ?? new HashSet<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Accepted = [.. request.Accepted.Order(StringComparer.Ordinal)],
        Guests = request.Guests,
    };

    private async Task<RunResult> CompleteAsync(string run, RunExecution execution)
    {
        try
        {
            return await execution.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(run).ConfigureAwait(false);
        }
    }

    private async Task ReleaseAsync(string run)
    {
        try
        {
            await locks.ReleaseAsync(run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            // The journal fails: that was said already, and the lock of a process that is gone counts for nothing.
        }
    }

    private static EngineException Refused(string code, string message, string remedy, ExitMeaning exit) =>
        new(new Problem { Code = code, Message = message, Remedy = remedy }, exit);
}
