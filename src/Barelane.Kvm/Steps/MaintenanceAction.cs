using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Steps;

/// <summary>Puts the host in maintenance or takes it out: a file that tells all that want to know. A lone host has no other notion of it.</summary>
internal sealed class MaintenanceAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        run.RequireHere(run.Step.Target);
        var enters = run.Step.Kind == StepKind.EnterMaintenance;
        var there = await run.Control.ReadAsync(KernelPaths.Maintenance, run.CancellationToken).ConfigureAwait(false);
        if (enters == there is not null)
        {
            return StepResult.AlreadySo;
        }

        await run.ReplaceAsync(KernelPaths.Maintenance, enters ? Encoding.UTF8.GetBytes(run.Context.Run + "\n") : null, Sha256Text.Of(there)).ConfigureAwait(false);
        return StepResult.Done;
    }
}
