using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Events;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Rendering.Json;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Problems;
using Barelane.Rendering.Runs;

namespace Barelane.Cli.Running;

/// <summary>Shows a plan, asks for what is missing, runs it and says how it ended: the same for every verb that changes something.</summary>
internal sealed class PlanRunner(CliContext context, VerbSession session, OutputFormat format)
{
    private volatile string _notice = "";

    /// <summary>Shows a plan and stops. The exit code: blocked, drift where there is something to do, or done.</summary>
    public int ShowOnly(PlannedVerb planned)
    {
        Show(ViewOf(planned, runsNow: false));
        return planned.Plan.IsBlocked ? ExitCodes.Blocked : planned.Plan.IsEmpty ? ExitCodes.Done : ExitCodes.Drift;
    }

    /// <summary>Carries a plan out. The exit code.</summary>
    public async Task<int> RunAsync(PlannedVerb planned, CancellationToken cancellationToken)
    {
        var view = ViewOf(planned, runsNow: true);
        Show(view);
        if (planned.Plan.IsBlocked)
        {
            return Blocked(planned.Plan);
        }

        if (planned.Plan.IsEmpty)
        {
            await new Resumptions(session.Journal, session.Session.Adapters).ForgetIfIdleAsync(planned.Plan.Document, session.Journal.Locks, cancellationToken).ConfigureAwait(false);
            return NothingToDo();
        }

        var given = planned.Given;
        if (view.Missing.Count > 0)
        {
            if (format == OutputFormat.Json || !context.Console.CanAsk || await ConsentPrompt.AskAsync(context.Console, view, cancellationToken).ConfigureAwait(false) is not { } typed)
            {
                return ConsentMissing(view);
            }

            given = given with { Typed = typed };
        }

        return await StartAsync(planned, given, cancellationToken).ConfigureAwait(false);
    }

    private static PlanView ViewOf(PlannedVerb planned, bool runsNow) => new()
    {
        Plan = planned.Plan,
        Missing = ConsentCheck.Missing(planned.Plan, planned.Given),
        ApplyCommand = planned.Command,
        RunsNow = runsNow,
        HostNames = VerbSession.HostNames(planned.Fleet),
    };

    private async Task<int> StartAsync(PlannedVerb planned, GivenConsents given, CancellationToken cancellationToken)
    {
        var maker = new PlanMaker(session.Session.Planners, ToolVersion.Text);
        var engine = new RunEngine(session.Journal, session.Journal.Locks, maker, context.Time);
        var begun = context.Time.GetTimestamp();
        if (RebootsOwnMachine(planned) && OwnResumption.Lacks(session.Document) is { } lacks)
        {
            await context.Console.Error.WriteLineAsync(lacks).ConfigureAwait(false);
        }

        var run = await engine.StartAsync(
            new RunRequest
            {
                Plan = planned.Plan,
                Sites = session.Session.Adapters,
                Actor = $"{Environment.UserName}@{Environment.MachineName}",
                Consents = given,
                Accepted = session.Document.Accept.ToHashSet(StringComparer.Ordinal),
                Guests = RememberedGuest.Of(session.Document),
                Options = planned.Options with { AfterOwnReboot = id => OwnResumption.Of(planned, given, id) },
            },
            cancellationToken).ConfigureAwait(false);
        using var control = run.Control;
        using var first = context.Interrupts.Stop.Register(() => Stop(control));
        using var second = context.Interrupts.Now.Register(() => Abort(control));
        var watching = WatchAsync(run.Id, planned.Plan);
        var result = await run.Completion.ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        if (format == OutputFormat.Json)
        {
            context.Console.Out.Write(LineJson.Line(RunResultReport.Of(result)));
        }
        else
        {
            context.Console.Out.Write(ResultText.Render(result, planned.Verb, context.Time.GetElapsedTime(begun), context.Console.OutLook));
        }

        return (int)result.Exit;
    }

    private bool RebootsOwnMachine(PlannedVerb planned)
    {
        var own = session.Session.Adapters.Where(a => a.OwnReboot is not null).Select(a => a.Alias).ToHashSet(StringComparer.Ordinal);
        var sites = planned.Plan.Sites.Where(s => own.Contains(s.Alias)).Select(s => s.Instance).ToHashSet(StringComparer.Ordinal);
        return planned.Plan.Steps.Any(s => s.Kind == StepKind.RebootHost && sites.Contains(s.Target.Site));
    }

    private void Stop(RunControl control)
    {
        Notice("Stopping once the step under way is finished. Press Ctrl+C again to stop at once.");
        control.RequestStop(Environment.UserName);
    }

    private void Abort(RunControl control)
    {
        Notice("Stopping at once. What is under way is left to the hypervisor; the journal stands.");
        control.Abort(Environment.UserName);
    }

    /// <summary>Says something beside the events: in the live view, which would draw over a line of its own, or as a line.</summary>
    private void Notice(string text)
    {
        _notice = text;
        if (format == OutputFormat.Json || !context.Console.CanDrawLive)
        {
            context.Console.Error.WriteLine(text);
        }
    }

    /// <summary>Shows what happens while it happens. A view that fails never touches the run.</summary>
    private async Task WatchAsync(string run, Plan plan)
    {
        var events = new RunEvents(session.Journal, session.Journal.Locks, context.Time);
        if (format == OutputFormat.Json)
        {
            await foreach (var entry in events.FollowAsync(run, 0, CancellationToken.None).ConfigureAwait(false))
            {
                await context.Console.Out.WriteAsync(LineJson.Line(EventReport.Of(entry))).ConfigureAwait(false);
                await context.Console.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        else if (context.Console.CanDrawLive)
        {
            await LiveView.ShowAsync(events.FollowAsync(run, 0, CancellationToken.None), plan, () => _notice, context).ConfigureAwait(false);
        }
        else
        {
            var lines = new EventText(plan, context.Time.LocalTimeZone, context.Console.ErrorLook);
            await foreach (var entry in events.FollowAsync(run, 0, CancellationToken.None).ConfigureAwait(false))
            {
                await context.Console.Error.WriteAsync(lines.LineOf(entry)).ConfigureAwait(false);
            }
        }
    }

    private void Show(PlanView view)
    {
        if (format == OutputFormat.Json)
        {
            context.Console.Out.Write(LineJson.Line(new VersionReport { Tool = ToolVersion.Text }));
            context.Console.Out.Write(LineJson.Line(PlanReport.Of(view)));
        }
        else
        {
            context.Console.Out.Write(PlanText.Render(view, context.Console.OutLook));
            context.Console.Out.Flush();
        }
    }

    private int NothingToDo()
    {
        if (format == OutputFormat.Json)
        {
            context.Console.Out.Write(LineJson.Line(new RunResultReport { Run = null, End = "NothingToDo", ExitCode = ExitCodes.Done, StepsDone = 0, StepsTotal = 0 }));
        }

        return ExitCodes.Done;
    }

    private int Blocked(Plan plan)
    {
        // An undo that stops at somebody else's change is an undo that is not complete.
        var code = plan.Verb == "undo" && plan.Findings.Any(f => f.Blocks && f.Rule == PlanText.DriftRule) ? ExitCodes.FailedHeld : ExitCodes.Blocked;
        return Refused("blocked", "Findings stand in the way; nothing was changed.", code);
    }

    private int ConsentMissing(PlanView view) => Refused(
        "consent-missing",
        $"Consent is missing: {string.Join(", ", view.MissingNames.Concat(view.MissingBystanders.Select(b => $"bystander {b}")))}. Nothing was changed.",
        ExitCodes.Blocked);

    private int Refused(string code, string message, int exitCode)
    {
        var problem = new Problem { Code = code, Message = message };
        if (format == OutputFormat.Json)
        {
            context.Console.Out.Write(LineJson.Line(ErrorReport.Of(problem)));
        }

        context.Console.Out.Flush();
        context.Console.Error.Write(ProblemText.Render(problem, context.Console.ErrorLook));
        return exitCode;
    }
}
