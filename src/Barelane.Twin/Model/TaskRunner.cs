using Barelane.Twin.Faults;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>Carries tasks out in the background: a task goes on when its caller is gone.</summary>
internal static class TaskRunner
{
    /// <summary>
    /// Starts a task on an object. The work runs after the site's task time, without the gate held; what it returns becomes
    /// the task's result. Called with the gate held.
    /// </summary>
    public static TwinTask Start(
        TwinObject entity, string method, string userName, IReadOnlyList<FaultRule> struck,
        Func<TwinTask, Task<object?>> work, bool cancelable = false)
    {
        var site = entity.Site;
        if (entity is TwinVm { RunningTask: { } running })
        {
            throw new VimFaultException(
                new VimObject("TaskInProgress").Set("task", running.Ref),
                $"Another task is already in progress on '{entity.Name}'.");
        }

        var task = site.Add(new TwinTask(site, method, userName, entity, cancelable));
        entity.RecentTask = task.Ref;
        if (entity is TwinVm vm)
        {
            vm.RunningTask = task;
        }

        site.Touch(task, entity);
        _ = Task.Run(() => CarryOutAsync(site, task, struck, work), CancellationToken.None);
        return task;
    }

    /// <summary>Starts a task whose work is one change under the gate.</summary>
    public static TwinTask Start(
        TwinObject entity, string method, string userName, IReadOnlyList<FaultRule> struck, Func<object?> change) =>
        Start(entity, method, userName, struck, _ =>
        {
            lock (entity.Site.Gate)
            {
                return Task.FromResult(change());
            }
        });

    private static async Task CarryOutAsync(
        TwinSite site, TwinTask task, IReadOnlyList<FaultRule> struck, Func<TwinTask, Task<object?>> work)
    {
        try
        {
            await DelayAsync(site, task, struck).ConfigureAwait(false);
            if (struck.FirstOrDefault(r => r.Action == FaultAction.TaskFault) is { } fault)
            {
                throw FaultRules.FaultOf(fault);
            }

            Finish(site, task, "success", null, await work(task).ConfigureAwait(false));
        }
        catch (VimFaultException error)
        {
            Finish(site, task, "error", error.ToLocalized(), null);
        }
        catch (OperationCanceledException)
        {
            var canceled = VimFaults.Of("RequestCanceled", "The task was canceled by a user.");
            Finish(site, task, "error", canceled.ToLocalized(), null, isCanceled: true);
        }
        catch (Exception error)
        {
            // A mistake of the twin itself: the client must see it as a failed task and not wait for ever.
            Finish(site, task, "error", VimFaults.Of("SystemError", error.ToString()).ToLocalized(), null);
        }
    }

    private static async Task DelayAsync(TwinSite site, TwinTask task, IReadOnlyList<FaultRule> struck)
    {
        foreach (var late in struck.Where(r => r.Action == FaultAction.TaskDelay))
        {
            await site.Clock.WaitAsync(late.Delay, site.Stopping).ConfigureAwait(false);
        }

        lock (site.Gate)
        {
            task.State = "running";
            task.Started = site.Clock.Now;
            task.Progress = 0;
            site.Touch(task);
        }

        await site.Clock.DelayAsync(site.Options.Times.Task, task.Cancellation.Token).ConfigureAwait(false);
    }

    private static void Finish(
        TwinSite site, TwinTask task, string state, VimObject? error, object? result, bool isCanceled = false)
    {
        lock (site.Gate)
        {
            task.State = state;
            task.Cancelled = isCanceled;
            task.Error = error;
            task.Result = result;
            task.Progress = state == "success" ? 100 : task.Progress;
            task.Completed = site.Clock.Now;
            if (task.Entity is TwinVm vm && vm.RunningTask == task)
            {
                vm.RunningTask = null;
            }

            site.Touch(task, task.Entity);
            task.Cancellation.Dispose();
        }
    }
}
