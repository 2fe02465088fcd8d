using Barelane.Core.Inventory;

namespace Barelane.Kvm.Steps;

/// <summary>
/// The host's lock in the hands of calls whose answer may never come. Such a call would keep it for as long as this program lives, and every later change of a definition would wait for
/// it in vain; so it is given back as soon as libvirt has answered about the same domain, which it does only once it is done with the call.
/// </summary>
internal sealed class HeldLocks
{
    private readonly Lock _gate = new();
    private readonly List<Lease> _held = [];

    /// <summary>Remembers a lock that is held for a change of a target. Disposing the answer gives the lock back.</summary>
    public IAsyncDisposable Add(ObjectRef target, IAsyncDisposable held)
    {
        var lease = new Lease(this, target, held);
        lock (_gate)
        {
            _held.Add(lease);
        }

        return lease;
    }

    /// <summary>Gives back what is still held for a target.</summary>
    public async Task ReleaseAsync(ObjectRef target)
    {
        Lease[] left;
        lock (_gate)
        {
            left = [.. _held.Where(l => l.Target == target)];
        }

        foreach (var lease in left)
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class Lease(HeldLocks owner, ObjectRef target, IAsyncDisposable held) : IAsyncDisposable
    {
        public ObjectRef Target => target;

        public ValueTask DisposeAsync()
        {
            lock (owner._gate)
            {
                if (!owner._held.Remove(this))
                {
                    return ValueTask.CompletedTask;
                }
            }

            return held.DisposeAsync();
        }
    }
}
