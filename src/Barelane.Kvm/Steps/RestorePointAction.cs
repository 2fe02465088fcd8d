using Barelane.Core.Adapters;

namespace Barelane.Kvm.Steps;

/// <summary>Makes or takes away restore points: snapshots of the disks of a VM that is off.</summary>
internal sealed class RestorePointAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = run.Vm;
        foreach (var change in run.Step.Changes)
        {
            var name = change.Field.Qualifier;
            var seen = await run.FieldAsync(run.Step.Target, change.Field).ConfigureAwait(false);
            if (seen.IsKnown && change.IsReached(seen.HasValue ? seen.Value : null))
            {
                continue;
            }

            await run.SendAsync(
                $"snapshot:{vm}:{name}",
                () => change.After is null ? run.Libvirt.DeleteSnapshotAsync(vm, name, CancellationToken.None) : run.Libvirt.CreateSnapshotAsync(vm, name, CancellationToken.None)).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }
}
