using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>Carries out steps on a Hyper-V host.</summary>
internal sealed class HyperVStepExecutor(StepTools tools) : IStepExecutor
{
    private readonly OpenOperations _open = new();
    private readonly Dictionary<StepKind, IStepAction> _actions = new()
    {
        [StepKind.PowerOffVm] = new PowerOffAction(),
        [StepKind.PowerOnVm] = new PowerOnAction(),
        [StepKind.ConfigureVm] = new ConfigureAction(),
        [StepKind.PrepareGuest] = new GuestFilesAction(),
        [StepKind.RestorePoint] = new RestorePointAction(),
        [StepKind.EnterMaintenance] = new MaintenanceAction(),
        [StepKind.LeaveMaintenance] = new MaintenanceAction(),
        [StepKind.ClaimDevice] = new ClaimAction(),
        [StepKind.ReleaseDevice] = new ReleaseAction(),
        [StepKind.CutSlice] = new SliceAction(),
        [StepKind.RemoveSlice] = new SliceAction(),
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
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"A Hyper-V host has no step '{context.Step.Kind}'." });
        }

        using var clock = new CancellationTokenSource(context.Deadline, tools.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var run = new StepRun(context, progress, tools, _open, either.Token);
        try
        {
            return await action.RunAsync(run).ConfigureAwait(false);
        }
        catch (SiteException e)
        {
            // Refused is Failed only if no earlier part of the same step has landed, and only where an answer came.
            var isOpen = run.Landed || (run.Sent && e.InnerException is HostScriptException { IsOpen: true });
            return isOpen ? StepResult.Unknown(e.Problem) : StepResult.Failed(e.Problem);
        }
        catch (OperationCanceledException) when (run.Sent || clock.IsCancellationRequested)
        {
            var problem = new Problem
            {
                Code = clock.IsCancellationRequested ? "time-out" : "interrupted",
                Message = clock.IsCancellationRequested
                    ? $"'{context.Step.TargetName}': the step was not over after {context.Deadline.TotalMinutes:0.#} minutes. It may still come to an end."
                    : $"'{context.Step.TargetName}': the waiting was interrupted; the host may go on with what was begun.",
                Remedy = "Run 'barelane resume': it waits for what is under way and reads what became of it.",
            };
            return run.Sent ? StepResult.Unknown(problem) : StepResult.Failed(problem);
        }
    }

    /// <inheritdoc/>
    public async Task<StepResult> SettleAsync(StepContext context, OperationHandle? handle, IStepProgress progress, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(context.Deadline, tools.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var run = new StepRun(context, progress, tools, _open, either.Token);
        try
        {
            await Settling.WaitAsync(run).ConfigureAwait(false);
            return StepResult.Done;
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
                Remedy = "Look at the host; run 'barelane resume' again when it is over.",
            });
        }
    }
}
