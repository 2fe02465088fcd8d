using Barelane.Core.Inventory;

namespace Barelane.Core.Adapters;

/// <summary>Operations of this process that were begun and whose end nobody has seen.</summary>
public sealed class OpenOperations
{
    // Longer than any answer takes that comes at all; one that does not come is settled by looking at the object.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<(ObjectRef Target, Task Operation)> _open = [];

    /// <summary>Remembers an operation that was begun on a target.</summary>
    public void Add(ObjectRef target, Task operation)
    {
        lock (_gate)
        {
            _open.RemoveAll(o => o.Operation.IsCompleted);
            _open.Add((target, operation));
        }
    }

    /// <summary>Waits for what was begun on a target, however it ends, but not for ever.</summary>
    public async Task DrainAsync(ObjectRef target, TimeProvider time, CancellationToken cancellationToken)
    {
        Task[] open;
        lock (_gate)
        {
            open = [.. _open.Where(o => o.Target == target).Select(o => o.Operation)];
        }

        await Task.WhenAny(Task.WhenAll(open), Task.Delay(Patience, time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
