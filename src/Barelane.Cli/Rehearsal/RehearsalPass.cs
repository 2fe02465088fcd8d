using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Running;
using Barelane.Engine.Undo;
using Barelane.Engine.Verification;
using Barelane.Rendering.Plans;

namespace Barelane.Cli.Rehearsal;

/// <summary>One pass: plan, apply, verify, undo and compare on fresh twins in one position of the unverified facts.</summary>
internal sealed class RehearsalPass(RehearsalRequest request, TwinPosition position, RehearsalStage stage)
{
    private const string StepLine = "step ";
    private static readonly TimeSpan LeastBoot = TimeSpan.FromMilliseconds(100);
    private RehearsalPhase _phase = RehearsalPhase.Plan;

    /// <summary>The plan that was made; null before <see cref="RunAsync"/>.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>What it was made from; null before <see cref="RunAsync"/>.</summary>
    public FleetInventory? Fleet { get; private set; }

    /// <summary>Runs it. What the twin refuses or does not answer is a failure that is reported, as a step's is.</summary>
    public async Task<PositionReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PlanAndRunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e)
        {
            return Failed(new PositionReport { Position = position, End = RehearsalEnd.Failed }, new RehearsalFailure
            {
                Phase = _phase,
                Message = e.Problem.Message,
                Remedy = e.Problem.Remedy,
                Evidence = e.Problem.Evidence,
            });
        }
    }

    private async Task<PositionReport> PlanAndRunAsync(CancellationToken cancellationToken)
    {
        var start = stage.Snapshot();
        var (fleet, goal) = await stage.GoalAsync(request.Document, request.Remembered, cancellationToken).ConfigureAwait(false);
        var plan = await stage.Workbench.PlanAsync(fleet, goal, request.Planning, cancellationToken).ConfigureAwait(false);
        (Plan, Fleet) = (plan, fleet);
        var differences = request.Live is { } live ? PlanComparison.Differences(live, plan) : [];
        var report = new PositionReport
        {
            Position = position,
            End = RehearsalEnd.Passed,
            Steps = RehearsedRun.StepsOf(plan, new Dictionary<string, StepOutcome>(), request),
            MissingConsents = RehearsalConsents.MissingOf(plan, request.Given),
            LiveDifferences = [.. differences.Where(d => !d.StartsWith(StepLine, StringComparison.Ordinal))],
        };
        if ((request.Live is { IsBlocked: true } ? request.Live : plan) is { IsBlocked: true } blocked)
        {
            return report with { End = RehearsalEnd.Blocked, Blocking = [.. blocked.Findings.Where(f => f.Blocks)] };
        }

        if (differences.Where(d => d.StartsWith(StepLine, StringComparison.Ordinal)).ToList() is { Count: > 0 } steps)
        {
            return Failed(report, OtherPlan(steps));
        }

        if (plan.IsEmpty)
        {
            return report with { End = RehearsalEnd.NothingToDo };
        }

        _phase = RehearsalPhase.Apply;
        var run = await RehearsedRun.OfAsync(stage, request, plan, RehearsalPhase.Apply, cancellationToken).ConfigureAwait(false);
        report = report with { Steps = run.Steps };
        if (run.Failure is { } failed)
        {
            return Failed(report, failed);
        }

        // A VM that dies while its firmware starts was powered on all the same; what is verified is a guest that had the time to boot.
        await Task.Delay((request.Twin.Times.GuestBoot * 2 / request.Twin.TimeScale) + LeastBoot, request.Twin.TimeProvider, cancellationToken).ConfigureAwait(false);
        return await VerifyAsync(cancellationToken).ConfigureAwait(false) is { } wrong
            ? Failed(report, wrong)
            : await UndoAsync(report, plan, run.Run, start, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The wants hold, and planning again finds nothing to do.</summary>
    private async Task<RehearsalFailure?> VerifyAsync(CancellationToken cancellationToken)
    {
        _phase = RehearsalPhase.Verify;
        var given = new JournalGivenValues(await RunChain.ReadAllAsync(stage.Journal, cancellationToken).ConfigureAwait(false));
        var (fleet, goal) = await stage.GoalAsync(request.Document, given, cancellationToken).ConfigureAwait(false);
        var verified = await new Verifier(stage.Session.Planners, []).VerifyAsync(fleet, goal, cancellationToken).ConfigureAwait(false);
        if (verified.Items.FirstOrDefault(i => i.State == VerifyState.Differs) is { } item)
        {
            return new RehearsalFailure
            {
                Phase = RehearsalPhase.Verify,
                Target = item.Target,
                Message = $"After every step was done, '{item.What}' of '{item.Target}' is {item.Observed}, required is {item.Required}.",
                Remedy = item.Remedy,
            };
        }

        var again = stage.Maker.Make(fleet, goal, request.Planning);
        return again.Steps.FirstOrDefault(s => s.Kind != StepKind.Verify) is not { } more ? null : new RehearsalFailure
        {
            Phase = RehearsalPhase.Verify,
            Target = more.TargetName,
            Title = StepWords.TitleOf(more),
            Message = $"Applied once, the plan is not reached: a second one would {StepWords.TitleOf(more)}.",
            Remedy = "Report this as a defect, with the record.",
        };
    }

    private async Task<PositionReport> UndoAsync(PositionReport report, Plan plan, string run, string start, CancellationToken cancellationToken)
    {
        _phase = RehearsalPhase.Undo;
        var chain = await RunChain.ReadAsync(stage.Journal, run, cancellationToken).ConfigureAwait(false);
        var objects = plan.Steps.SelectMany(s => s.AllChanges().Select(c => c.Target).Append(s.Target)).Distinct().Order().ToList();
        var fleet = await stage.Workbench.InspectAsync(objects, cancellationToken).ConfigureAwait(false);
        var undo = await stage.Workbench.PlanAsync(fleet, UndoGoal.From(chain), request.Planning, cancellationToken).ConfigureAwait(false);
        if (undo.Findings.FirstOrDefault(f => f.Blocks) is { } block)
        {
            return Failed(report, new RehearsalFailure
            {
                Phase = RehearsalPhase.Undo,
                Target = block.SubjectName,
                Message = $"Undo is stopped by {block.Rule}: {block.Observed}; required is {block.Required}.",
                Remedy = block.Remedy,
            });
        }

        var back = await RehearsedRun.OfAsync(stage, request, undo, RehearsalPhase.Undo, cancellationToken).ConfigureAwait(false);
        report = report with { UndoSteps = back.Steps };
        return back.Failure is { } failed ? Failed(report, failed) : Compare(report, plan, start);
    }

    private PositionReport Compare(PositionReport report, Plan plan, string start)
    {
        var difference = SnapshotDifference.Of(
            start,
            stage.Snapshot(),
            moves: plan.Steps.Any(s => s.Kind == StepKind.EnterMaintenance),
            keepsSnapshots: plan.Steps.Any(s => s.Kind == StepKind.RestorePoint),
            upgrades: plan.Steps.SelectMany(s => s.AllChanges()).Any(c => c.Change.Field == Field.HardwareVersion));
        report = report with { Left = [.. difference.Left, .. plan.Steps.Where(s => !StepWords.CanUndo(s)).Select(s => $"{s.Id} {StepWords.TitleOf(s)}: undo brings back {StepWords.UndoOf(s)}.")] };
        return difference.Unexpected.Count == 0 ? report : Failed(report, new RehearsalFailure
        {
            Phase = RehearsalPhase.Compare,
            Message = $"After undo the twin differs from what it was in {Amount.Of(difference.Unexpected.Count, "line")}.",
            Remedy = "Report this as a defect, with the record.",
            Evidence = difference.Unexpected,
        });
    }

    private static RehearsalFailure OtherPlan(IReadOnlyList<string> differences) => new()
    {
        Phase = RehearsalPhase.Plan,
        Message = $"The plan on the twin is not the plan on the real site: {Amount.Of(differences.Count, "difference")} in its steps.",
        Remedy = "What is listed as assumed is where the twin may differ from the site; make it readable and rehearse again.",
        Evidence = differences,
    };

    private static PositionReport Failed(PositionReport report, RehearsalFailure failure) => report with { End = RehearsalEnd.Failed, Failure = failure };
}
