using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Makes a snapshot of the powered-off VM under the name that was asked for. One that has to go is removed by name, if there is one of it.</summary>
internal sealed class RestorePointAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        foreach (var change in run.Step.Changes)
        {
            var name = change.Field.Qualifier;
            var found = (await run.ReadAsync(vm, SnapshotRow.Properties).ConfigureAwait(false)).Named(name);
            if (change.After is not null)
            {
                if (found.Count == 0)
                {
                    await run.TaskAsync(VirtualMachineCalls.CreateSnapshot(vm, name, $"Made by Barelane run {run.Context.Run}", memory: false, quiesce: false), $"making the restore point '{name}'").ConfigureAwait(false);
                }
            }
            else if (found.Count == 1)
            {
                await run.TaskAsync(VirtualMachineCalls.RemoveSnapshot(found[0], removeChildren: false), $"removing the restore point '{name}'").ConfigureAwait(false);
            }
            else if (found.Count > 1)
            {
                return StepResult.Failed(new Problem
                {
                    Code = "ambiguous",
                    Message = $"'{run.Step.TargetName}' has {found.Count} snapshots called '{name}'.",
                    Remedy = "Remove the one that is not wanted yourself.",
                });
            }
        }

        return StepResult.Done;
    }
}
