using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Carries out steps on a vCenter or a lone ESXi host.</summary>
internal sealed class VSphereStepExecutor(VimSession session, IManagedObjects objects, TimeProvider time) : IStepExecutor
{
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
            return e.Delivery == VimDelivery.Unknown || run.Landed ? StepResult.Unknown(problem) : StepResult.Failed(problem);
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
            return StepResult.Unknown(new Problem
            {
                Code = "time-out",
                Message = $"'{context.Step.TargetName}': what an earlier run began was not over after {context.Deadline.TotalMinutes:0.#} minutes.",
                Remedy = "Look at the server's task list; run 'barelane resume' again when it is over.",
            });
        }
    }
}
