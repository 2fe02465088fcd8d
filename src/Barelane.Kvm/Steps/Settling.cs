using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Steps;

/// <summary>
/// Waits until nothing is under way that an interrupted step may have started. What this process began itself is given
/// a moment; libvirt's answer about the domain says that its lock on it is free; a guest's shutdown and a host's boot are waited for.
/// </summary>
internal static class Settling
{
    public static async Task WaitAsync(StepRun run)
    {
        await run.DrainAsync().ConfigureAwait(false);
        if (run.Step.Target.Kind == ObjectKind.Vm)
        {
            await WaitForVmAsync(run).ConfigureAwait(false);
            return;
        }

        await run.UntilAsync(() => AnswersAsync(run), "waiting for the host to answer").ConfigureAwait(false);
        foreach (var device in run.Step.AllChanges().Select(c => c.Target).Where(t => t.Kind == ObjectKind.Device).Distinct())
        {
            await DeviceGuard.RequireUsableAsync(run, device).ConfigureAwait(false);
        }
    }

    private static async Task WaitForVmAsync(StepRun run)
    {
        var vm = run.Vm;
        if (run.Step.Kind == StepKind.PowerOffVm)
        {
            await run.UntilAsync(
                async () => await run.Libvirt.StateAsync(vm, run.CancellationToken).ConfigureAwait(false) is not DomainState.ShuttingDown,
                "waiting for the guest's shutdown to end").ConfigureAwait(false);
        }

        if (await run.Libvirt.StateAsync(vm, run.CancellationToken).ConfigureAwait(false) is not null)
        {
            await run.Libvirt.EditableXmlAsync(vm, run.CancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> AnswersAsync(StepRun run)
    {
        try
        {
            return await run.Control.ReadAsync(KernelPaths.BootId, run.CancellationToken).ConfigureAwait(false) is not null;
        }
        catch (SiteException e) when (e.Problem.Code is HostProblems.Lost or HostProblems.Unanswered)
        {
            return false;
        }
    }
}
