using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Steps;

/// <summary>
/// Waits until nothing is under way that an interrupted step may have started. What this process began itself is given
/// a moment; libvirt's answer about the domain says that its lock on it is free; a guest's shutdown and a host's boot are waited for. A write or a program on the host holds a lock for as
/// long as it lasts, whatever became of the process that began it.
/// </summary>
internal static class Settling
{
    // What was sent right before the end of its process may still be on its way: ssh logs in by itself.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(3);

    // systemd gives services 90 s to stop, and some ask for more.
    private static readonly TimeSpan GoingDownPatience = TimeSpan.FromMinutes(15);

    public static async Task WaitAsync(StepRun run)
    {
        await run.DrainAsync().ConfigureAwait(false);
        if (run.Step.Target.Kind == ObjectKind.Vm)
        {
            await WaitForVmAsync(run).ConfigureAwait(false);
            return;
        }

        await run.UntilAsync(() => AnswersAsync(run), "waiting for the host to answer").ConfigureAwait(false);
        await RequireUsableAsync(run).ConfigureAwait(false);
        if (run.Step.Kind == StepKind.RebootHost)
        {
            await run.UntilAsync(async () => !await IsGoingDownAsync(run).ConfigureAwait(false), "waiting for the host's reboot", GoingDownPatience).ConfigureAwait(false);
        }

        await run.UntilAsync(() => IsQuietAsync(run), "waiting for the end of what was begun on the host").ConfigureAwait(false);
        await run.PauseAsync(OnItsWay).ConfigureAwait(false);
        await run.UntilAsync(() => IsQuietAsync(run), "waiting for the end of what was begun on the host").ConfigureAwait(false);
        await RequireUsableAsync(run).ConfigureAwait(false);
    }

    private static async Task RequireUsableAsync(StepRun run)
    {
        foreach (var device in run.Step.AllChanges().Select(c => c.Target).Where(t => t.Kind == ObjectKind.Device).Distinct())
        {
            await DeviceGuard.RequireUsableAsync(run, device, mayBeMissing: true).ConfigureAwait(false);
        }
    }

    /// <summary>Of the devices that the step is about, of those that its values name, and of the host.</summary>
    private static async Task<bool> IsQuietAsync(StepRun run)
    {
        var named = run.Step.AllChanges().SelectMany(c => (string?[])[c.Target.Kind == ObjectKind.Device ? c.Target.AddressOfDevice().ToString() : null, c.Change.Before, c.Change.After])
            .Select(t => WorkSubject.Of(t ?? ""));
        try
        {
            return !await run.Control.IsAtWorkAsync([.. named.Append(WorkSubject.Host).Distinct(StringComparer.Ordinal)], run.CancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code is HostProblems.Lost or HostProblems.Unanswered)
        {
            return false;
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

        await run.UnlockAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a reboot was ordered that has not come yet. A host that does not tell any more is on its way down.</summary>
    private static async Task<bool> IsGoingDownAsync(StepRun run)
    {
        try
        {
            return await run.Control.HasProgramAsync("systemctl", run.CancellationToken).ConfigureAwait(false)
                && (await run.Control.RunAsync("systemctl", ["list-jobs", "--no-legend", "--plain"], TimeSpan.FromSeconds(30), run.CancellationToken).ConfigureAwait(false)).Contains("reboot.target", StringComparison.Ordinal);
        }
        catch (SiteException)
        {
            return true;
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
