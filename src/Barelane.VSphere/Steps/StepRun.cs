using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>One step under way: what it needs, and what is known of what was sent.</summary>
internal sealed class StepRun(StepContext context, IStepProgress progress, VimSession session, IManagedObjects objects, CancellationToken cancellationToken)
{
    public Step Step => context.Step;

    public StepContext Context => context;

    public VimSession Session => session;

    public IManagedObjects Objects => objects;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether a change has been sent: from then on a time-out or a cancellation leaves the outcome unknown.</summary>
    public bool Sent { get; private set; }

    /// <summary>Whether the server has taken the latest task of this step, whatever becomes of it.</summary>
    public bool Taken { get; private set; }

    /// <summary>Whether a change of this step is certainly in effect: then a later refusal does not mean that nothing happened.</summary>
    public bool Landed { get; private set; }

    public Task<ManagedObjectRef> FindAsync(ObjectRef target) => objects.FindAsync(target, cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, but null where the object is not there.</summary>
    public async Task<ManagedObjectRef?> TryFindAsync(ObjectRef target)
    {
        try
        {
            return await FindAsync(target).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code == "not-found")
        {
            return null;
        }
    }

    public async Task<T> ReadAsync<T>(ManagedObjectRef self, PropertySet<T> set)
        where T : class =>
        await new PropertyCollector(session).ReadAsync(self, set, cancellationToken).ConfigureAwait(false)
            ?? throw new SiteException(new Problem
            {
                Code = "not-found",
                Message = $"'{Step.TargetName}' ('{self}') is not there any more.",
                Remedy = "Inspect the site, and plan again.",
            });

    public void Report(int? percent, string doing) => progress.Report(percent, doing);

    /// <summary>Sends a change that is done when it answers.</summary>
    public async Task DoAsync(VimCall<bool> call)
    {
        Sent = true;
        await session.CallAsync(call, cancellationToken).ConfigureAwait(false);
        Landed = true;
    }

    /// <summary>Starts a task, has its handle journalled, and waits for its success.</summary>
    /// <exception cref="VimFaultException">The call or the task was refused.</exception>
    public async Task<TaskInfo> TaskAsync(VimCall<ManagedObjectRef> call, string doing)
    {
        (Sent, Taken) = (true, false);
        var task = await session.CallAsync(call, cancellationToken).ConfigureAwait(false);
        Taken = true;
        await progress.StartedAsync(new OperationHandle(task.ToString())).ConfigureAwait(false);
        var info = await new UpdateWatcher(session).TaskAsync(task, i => Report(i.Progress, doing), null, cancellationToken).ConfigureAwait(false);
        if (!info.Succeeded)
        {
            throw new VimFaultException($"{doing} was refused.", info.Error ?? new VimFault("MethodFault", "The task failed without saying why."));
        }

        Landed = true;
        return info;
    }

    /// <summary>Waits until an object's properties satisfy a condition.</summary>
    public Task<T> UntilAsync<T>(ManagedObjectRef self, PropertySet<T> set, Func<T, bool> done, string doing, TimeSpan? limit = null)
        where T : class
    {
        Report(null, doing);
        return new UpdateWatcher(session).UntilAsync(self, set, done, null, limit, cancellationToken);
    }
}
