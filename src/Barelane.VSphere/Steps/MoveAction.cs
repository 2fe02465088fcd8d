using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Moves a VM to another host: cold where it is off, live where it runs. Its storage stays where it is.</summary>
internal sealed class MoveAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var target = await run.FindAsync(new ObjectRef(ObjectKind.Host, run.Step.Target.Site, run.Step.Changes[0].After!)).ConfigureAwait(false);
        var place = await run.ReadAsync(vm, VmPlace.Properties).ConfigureAwait(false);
        if (place.Host == target)
        {
            return StepResult.AlreadySo;
        }

        var compute = (await run.ReadAsync(target, EntityParent.Properties).ConfigureAwait(false)).Parent;
        var from = place.Host is { } host ? (await run.ReadAsync(host, EntityParent.Properties).ConfigureAwait(false)).Parent : null;

        // Within a cluster the pool stays; another compute resource has pools of its own.
        var pool = compute is { } other && other != from ? (await run.ReadAsync(other, ComputeRow.Properties).ConfigureAwait(false)).Pool : null;
        await run.TaskAsync(VirtualMachineCalls.Relocate(vm, new RelocateSpec { Host = target, Pool = pool }), "moving").ConfigureAwait(false);
        return StepResult.Done;
    }
}
