using Barelane.Core.Adapters;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Powers on: through the datacenter where a card by description has to be placed by DRS, on its own host otherwise.</summary>
internal sealed class PowerOnAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var now = await run.ReadAsync(vm, VmRow.Properties).ConfigureAwait(false);
        if (now.PowerState == "poweredOn")
        {
            return StepResult.AlreadySo;
        }

        var hardware = await run.ReadAsync(vm, VmHardware.Properties).ConfigureAwait(false);
        if (run.Session.Content.About.IsVirtualCenter && hardware.Devices.Any(d => d.Backing is DynamicBacking or ProfileBacking or GroupBacking)
            && await DatacenterAsync(run, vm).ConfigureAwait(false) is { } datacenter)
        {
            var placed = await run.TaskAsync(VirtualMachineCalls.PowerOnMany(datacenter, [vm]), "placing and powering on").ConfigureAwait(false);
            if (placed.NotAttempted.Count > 0)
            {
                return StepResult.Failed(StepProblems.Of(new VimFaultException("The power-on was not attempted.", placed.NotAttempted[0].Why), run.Step.TargetName));
            }

            // The task above is over when the VM has been placed; powering on is a task of its own.
            foreach (var task in await RecentTasks.OfAsync(run.Session, vm, run.CancellationToken).ConfigureAwait(false))
            {
                if (!task.IsOver)
                {
                    await new UpdateWatcher(run.Session).TaskAsync(task.Task, i => run.Report(i.Progress, "powering on"), null, run.CancellationToken).ConfigureAwait(false);
                }
            }

            var then = await run.ReadAsync(vm, VmRow.Properties).ConfigureAwait(false);
            return then.PowerState == "poweredOn" ? StepResult.Done : await WhyNotAsync(run, vm).ConfigureAwait(false);
        }

        await run.TaskAsync(VirtualMachineCalls.PowerOn(vm), "powering on").ConfigureAwait(false);
        return StepResult.Done;
    }

    private static async Task<StepResult> WhyNotAsync(StepRun run, ManagedObjectRef vm)
    {
        var tasks = await RecentTasks.OfAsync(run.Session, vm, run.CancellationToken).ConfigureAwait(false);
        var failed = tasks.Where(t => t is { IsOver: true, Succeeded: false, Error: not null }).MaxBy(t => t.CompleteTime);
        return failed is null
            ? StepResult.Unknown(new Problem { Code = "not-powered-on", Message = $"'{run.Step.TargetName}' was placed, but is not powered on, and no task says why." })
            : StepResult.Failed(StepProblems.Of(new VimFaultException("Powering on was refused.", failed.Error!), run.Step.TargetName));
    }

    private static async Task<ManagedObjectRef?> DatacenterAsync(StepRun run, ManagedObjectRef vm)
    {
        var at = (await run.ReadAsync(vm, VmPlace.Properties).ConfigureAwait(false)).Pool;
        for (var depth = 0; at is { } place && depth < 32; depth++)
        {
            if (place.Type == "Datacenter")
            {
                return place;
            }

            at = (await run.ReadAsync(place, EntityParent.Properties).ConfigureAwait(false)).Parent;
        }

        return null;
    }
}
