using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Carries out steps on a vCenter or a lone ESXi host.</summary>
internal sealed class VSphereStepExecutor(VimSession session, IManagedObjects objects, TimeProvider time) : IStepExecutor
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<StepKind, IStepAction> _actions = new()
    {
        [StepKind.PowerOffVm] = new PowerOffAction(),
        [StepKind.PowerOnVm] = new PowerOnAction(),
        [StepKind.MoveVm] = new MoveAction(),
        [StepKind.EnterMaintenance] = new MaintenanceAction(),
        [StepKind.LeaveMaintenance] = new MaintenanceAction(),
        [StepKind.ClaimDevice] = new PassthroughAction(),
        [StepKind.ReleaseDevice] = new PassthroughAction(),
        [StepKind.CutSlice] = new GraphicsAction(),
        [StepKind.RemoveSlice] = new GraphicsAction(),
        [StepKind.RebootHost] = new RebootAction(),
        [StepKind.ConfigureVm] = new ConfigureAction(),
        [StepKind.CreateVm] = new CreateAction(),
        [StepKind.DeleteVm] = new DeleteAction(),
        [StepKind.RestorePoint] = new RestorePointAction(),
    };

    /// <inheritdoc/>
    public async Task<StepResult> ExecuteAsync(StepContext context, IStepProgress progress, CancellationToken cancellationToken)
    {
        if (context.Step.Kind == StepKind.Verify)
        {
            return StepResult.Done;
        }

        if (!_actions.TryGetValue(context.Step.Kind, out var action))
        {
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"vSphere has no step '{context.Step.Kind}'." });
        }

        using var clock = new CancellationTokenSource(context.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var run = new StepRun(context, progress, session, objects, either.Token);
        try
        {
            return await action.RunAsync(run).ConfigureAwait(false);
        }
        catch (VimException e)
        {
            // Refused or never sent is Failed only if no earlier part of the same step has landed.
            var problem = StepProblems.Of(e, context.Step.TargetName);
            var result = e.Delivery == VimDelivery.Unknown || run.Landed ? StepResult.Unknown(problem) : StepResult.Failed(problem);
            return e is VimUnavailableException { IsBusy: true } busy && !run.Taken ? result with { TryAgainAfter = PauseAfter(busy) } : result;
        }
        catch (SiteException e)
        {
            return run.Sent ? StepResult.Unknown(e.Problem) : StepResult.Failed(e.Problem);
        }
        catch (OperationCanceledException) when (run.Sent || clock.IsCancellationRequested)
        {
            var problem = new Problem
            {
                Code = clock.IsCancellationRequested ? "time-out" : "interrupted",
                Message = clock.IsCancellationRequested
                    ? $"'{context.Step.TargetName}': the step was not over after {context.Deadline.TotalMinutes:0.#} minutes. It may still come to an end."
                    : $"'{context.Step.TargetName}': the waiting was interrupted; the server may go on with what was begun.",
                Remedy = "Run 'barelane resume': it waits for what is under way and reads what became of it.",
            };
            return run.Sent ? StepResult.Unknown(problem) : StepResult.Failed(problem);
        }
    }

    /// <summary>What was begun and does not come to its end; a host that does not become empty is told with the VMs that keep it.</summary>
    private async Task<Problem> NotOverAsync(StepContext context)
    {
        var residents = context.Step.Kind == StepKind.EnterMaintenance ? await HostResidents.DescribeAsync(session, objects, context.Step.Target).ConfigureAwait(false) : null;
        return new Problem
        {
            Code = "time-out",
            Message = residents is null
                ? $"'{context.Step.TargetName}': what was begun was not over after {context.Deadline.TotalMinutes:0.#} minutes."
                : $"'{context.Step.TargetName}' is still on its way into maintenance mode after {context.Deadline.TotalMinutes:0.#} minutes: {residents}",
            Remedy = residents is null ? "Look at the server's task list; run 'barelane resume' again when it is over." : HostResidents.Remedy,
        };
    }

    private static TimeSpan PauseAfter(VimUnavailableException busy) =>
        busy.RetryAfter is { } asked && asked > TimeSpan.Zero ? (asked < LongestPause ? asked : LongestPause) : UsualPause;

    /// <inheritdoc/>
    public async Task<StepResult> SettleAsync(StepContext context, OperationHandle? handle, IStepProgress progress, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(context.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            await new Settling(session, objects, progress).WaitAsync(context.Step, handle, either.Token).ConfigureAwait(false);
            return StepResult.Done;
        }
        catch (VimException e)
        {
            return StepResult.Unknown(StepProblems.Of(e, context.Step.TargetName));
        }
        catch (SiteException e)
        {
            return StepResult.Unknown(e.Problem);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return StepResult.Unknown(await NotOverAsync(context).ConfigureAwait(false));
        }
    }
}
