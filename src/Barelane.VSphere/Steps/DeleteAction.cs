using Barelane.Core.Adapters;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Deletes a VM that Barelane made: only if it still says so itself.</summary>
internal sealed class DeleteAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        if (await run.TryFindAsync(run.Step.Target).ConfigureAwait(false) is not { } vm)
        {
            return StepResult.AlreadySo;
        }

        var state = await run.ReadAsync(vm, VmConfigRow.Properties).ConfigureAwait(false);
        if (!state.Options.ContainsKey(VSphereOptions.MadeKey("path")))
        {
            return StepResult.Failed(new Problem
            {
                Code = "not-ours",
                Message = $"'{run.Step.TargetName}' does not say that Barelane made it ('{VSphereOptions.MadeKey("path")}' is not set).",
                Remedy = "Delete it yourself if it is not wanted any more.",
            });
        }

        // The rule first: it is harmless alone, and without the VM nobody would find it any more.
        await HostRuleChange.RemoveAsync(run, vm).ConfigureAwait(false);
        await run.TaskAsync(VirtualMachineCalls.Destroy(vm), "deleting").ConfigureAwait(false);
        return StepResult.Done;
    }
}
