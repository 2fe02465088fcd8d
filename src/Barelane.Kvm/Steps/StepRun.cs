using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>One step under way: what it needs, and what is known of what was sent.</summary>
internal sealed class StepRun(StepContext context, IStepProgress progress, StepTools tools, OpenOperations open, CancellationToken cancellationToken)
{
    public Step Step => context.Step;

    public StepContext Context => context;

    public IHostControl Control => tools.Control;

    public IHostFiles Files => tools.Files;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>libvirt, without which nothing can be done about a VM.</summary>
    public ILibvirt Libvirt => tools.Libvirt ?? throw new SiteException(new Problem
    {
        Code = "libvirt-missing",
        Message = "libvirt does not answer on this host, and VMs are changed through it alone.",
        Remedy = "Install and start it: 'systemctl enable --now libvirtd' (or 'virtqemud.socket').",
    });

    /// <summary>Whether a change has been sent: from then on a time-out or a cancellation leaves the outcome unknown.</summary>
    public bool Sent { get; private set; }

    /// <summary>Whether a change of this step is certainly in effect: then a later refusal does not mean that nothing happened.</summary>
    public bool Landed { get; private set; }

    /// <summary>The domain that the step is about.</summary>
    public Guid Vm => Step.Target is { Kind: ObjectKind.Vm } vm && vm.Site == tools.Host.Site && Guid.TryParse(vm.Id, out var uuid) ? uuid : throw NotHere(Step.Target);

    /// <summary>Makes sure that a host or device is this site's.</summary>
    public void RequireHere(ObjectRef target)
    {
        if (target.Kind is not (ObjectKind.Host or ObjectKind.Device) || target.HostOfDevice() != tools.Host)
        {
            throw NotHere(target);
        }
    }

    public void Report(string doing) => progress.Report(null, doing);

    /// <summary>
    /// Begins an operation that goes on whatever becomes of this program's waiting, has its handle journalled, and waits for its end. Nothing on a KVM host
    /// has a name for an operation; the handle says what was begun, and settling looks at the object.
    /// </summary>
    public async Task SendAsync(string handle, Func<Task> operation)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sent = true;
        var running = operation();
        open.Add(Step.Target, running);
        await progress.StartedAsync(new OperationHandle(handle)).ConfigureAwait(false);
        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        Landed = true;
    }

    /// <summary>Gives operations on the step's target that nobody waits for any more a moment to come to their end.</summary>
    public Task DrainAsync() => open.DrainAsync(Step.Target, tools.Time, cancellationToken);

    /// <summary>Takes the host's lock for a call about the step's target; disposing gives it back.</summary>
    public async Task<IAsyncDisposable> LockAsync() => tools.Locks.Add(Step.Target, await Control.LockAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Gives the host's lock back where a call about the step's target holds it that is known to be over although its answer never came.</summary>
    public Task UnlockAsync() => tools.Locks.ReleaseAsync(Step.Target);

    /// <summary>Writes an attribute of the kernel.</summary>
    public async Task WriteAsync(string path, string value, TimeSpan limit)
    {
        Sent = true;
        await Control.WriteAttributeAsync(path, value, limit, cancellationToken).ConfigureAwait(false);
        Landed = true;
    }

    /// <summary>Replaces a file, or takes it away.</summary>
    public async Task ReplaceAsync(string path, byte[]? content, string? expected)
    {
        Sent = true;
        await Control.ReplaceFileAsync(path, content, expected, cancellationToken).ConfigureAwait(false);
        Landed = true;
    }

    /// <summary>Runs a program that changes something.</summary>
    public async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit)
    {
        Sent = true;
        var said = await Control.RunAsync(program, arguments, limit, cancellationToken).ConfigureAwait(false);
        Landed = true;
        return said;
    }

    /// <summary>A field as an inspection reads it.</summary>
    public async Task<Core.Facts.Observed<string>> FieldAsync(ObjectRef target, Field field) =>
        (await tools.Probe.ReadAsync([(target, field)], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Lets a while pass.</summary>
    public Task PauseAsync(TimeSpan length) => Task.Delay(length, tools.Time, cancellationToken);

    /// <summary>Looks again and again, ever less often, until something is so; false where that takes longer than the limit.</summary>
    public async Task<bool> UntilAsync(Func<Task<bool>> isSo, string doing, TimeSpan? limit = null)
    {
        Report(doing);
        var begun = tools.Time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(100); !await isSo().ConfigureAwait(false); pause = pause < TimeSpan.FromSeconds(1) ? pause * 1.5 : pause)
        {
            if (limit is { } most && tools.Time.GetElapsedTime(begun) > most)
            {
                return false;
            }

            await Task.Delay(pause, tools.Time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private SiteException NotHere(ObjectRef target) => new(new Problem
    {
        Code = "not-found",
        Message = $"'{Step.TargetName}' ('{target}') is not on this host ('{tools.Host}').",
        Remedy = "Inspect the site, and plan again.",
    });
}
