using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Waits until nothing is under way that an interrupted step may have started: its task, anything else on its target, a shutdown, a reboot.</summary>
internal sealed class Settling(VimSession session, IManagedObjects objects, IStepProgress progress)
{
    public async Task WaitAsync(Step step, OperationHandle? handle, CancellationToken cancellationToken)
    {
        // A handle that is no task's name (a damaged journal) tells nothing; what runs on the target is looked at all the same.
        if (handle is { Id: var id } && id.StartsWith("Task:", StringComparison.Ordinal) && id.Length > "Task:".Length)
        {
            await TaskAsync(ManagedObjectRef.Parse(id), cancellationToken).ConfigureAwait(false);
        }

        ManagedObjectRef target;
        try
        {
            target = await objects.FindAsync(step.Target, cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code == "not-found" && step.Kind is StepKind.CreateVm or StepKind.DeleteVm)
        {
            await AllOfAsync(await RecentTasks.OfSessionAsync(session, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return;
        }

        await AllOfAsync(await RecentTasks.OfAsync(session, target, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var watcher = new UpdateWatcher(session);
        if (step.Kind == StepKind.PowerOffVm)
        {
            progress.Report(null, "waiting for the guest's shutdown to end");
            await watcher.UntilAsync(target, VmRow.Properties, vm => vm.PowerState != "poweredOn" || vm.GuestState != "shuttingDown", null, null, cancellationToken).ConfigureAwait(false);
        }
        else if (step.Target.Kind is ObjectKind.Host or ObjectKind.Device)
        {
            progress.Report(null, "waiting for the host to answer");
            await watcher.UntilAsync(target, HostRow.Properties, host => host.ConnectionState == "connected", null, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AllOfAsync(List<TaskInfo> tasks, CancellationToken cancellationToken)
    {
        foreach (var task in tasks.Where(t => !t.IsOver))
        {
            await TaskAsync(task.Task, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TaskAsync(ManagedObjectRef task, CancellationToken cancellationToken)
    {
        try
        {
            await new UpdateWatcher(session).TaskAsync(task, i => progress.Report(i.Progress, $"waiting for '{task.Value}' to end"), null, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault.IsNotFound)
        {
            // The server forgets a task some minutes after its end.
        }
    }
}
