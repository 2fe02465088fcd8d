using System.Globalization;
using Barelane.Core.Adapters;

namespace Barelane.TestKit;

/// <summary>Carries out steps on a fake site, or lets them go wrong.</summary>
internal sealed class FakeExecutor(FakeSite site) : IStepExecutor
{
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(30);

    private int _tasks;

    public async Task<StepResult> ExecuteAsync(StepContext context, IStepProgress progress, CancellationToken cancellationToken)
    {
        var step = context.Step;
        await (site.Faults.Holds?.Invoke(step) ?? Task.CompletedTask);
        var fault = site.Faults.Take(step)?.Fault;
        if (fault == FaultKind.KilledAfterIntent)
        {
            site.Faults.Kill();
        }

        if (fault == FaultKind.LostBeforeAct)
        {
            throw new SiteException(Trouble("connection-lost", "The connection broke before the call was sent."));
        }

        if (fault == FaultKind.Busy)
        {
            return Busy();
        }

        if (fault == FaultKind.Refused)
        {
            return StepResult.Failed(Trouble("refused", "The hypervisor refused, as it was told to."));
        }

        if (FakeRules.Objection(site, step) is { } objection)
        {
            return StepResult.Failed(Trouble("refused", objection));
        }

        void Act() => FakeRules.Apply(site, step);
        switch (fault)
        {
            case FaultKind.LostAfterAct:
                Act();
                throw new SiteException(Trouble("connection-lost", "The connection broke after the call was sent."));
            case FaultKind.BusyWithEffect:
                Act();
                return Busy();
            case FaultKind.LostAfterActLate:
                site.Later(LateBy, step.Target, Act);
                throw new SiteException(Trouble("connection-lost", "The connection broke after the call was sent."));
            case FaultKind.KilledBeforeHandleLate:
                site.Later(LateBy, step.Target, Act);
                site.Faults.Kill();
                break;
            default:
                break;
        }

        await progress.StartedAsync(new OperationHandle("task-" + (++_tasks).ToString(CultureInfo.InvariantCulture)));
        progress.Report(50, "the hypervisor works");
        switch (fault)
        {
            case FaultKind.TimeoutWithoutEffect:
                return TimedOut(context);
            case FaultKind.TimeoutWithEffect:
                Act();
                return TimedOut(context);
            case FaultKind.TimeoutWithLateEffect:
                site.Later(LateBy, step.Target, Act);
                return StepResult.Unknown(Trouble("timed-out", "It was not heard of again."));
            case FaultKind.KilledAfterAct:
                Act();
                site.Faults.Kill();
                break;
            case FaultKind.KilledAfterActLate:
                site.Later(LateBy, step.Target, Act);
                site.Faults.Kill();
                break;
            default:
                site.Faults.AfterOutcome = fault switch
                {
                    FaultKind.KilledAfterOutcome => site.Faults.Kill,
                    FaultKind.EndedBySomebody => () => site.HostOf(step.Target).Maintenance = false,
                    _ => null,
                };
                site.Time.Advance(TimeSpan.FromSeconds(20));
                Act();
                break;
        }

        return StepResult.Done;
    }

    public Task<StepResult> SettleAsync(StepContext context, OperationHandle? handle, IStepProgress progress, CancellationToken cancellationToken)
    {
        site.Settle(context.Step.Target);
        return Task.FromResult(StepResult.Done);
    }

    private static StepResult Busy() =>
        StepResult.Unknown(Trouble("unavailable", "The hypervisor takes no calls just now.")) with { TryAgainAfter = TimeSpan.FromSeconds(5) };

    private StepResult TimedOut(StepContext context)
    {
        site.Time.Advance(context.Deadline);
        return StepResult.Unknown(Trouble("timed-out", "It was not heard of again."));
    }

    private static Problem Trouble(string code, string message) => new() { Code = code, Message = message };
}
