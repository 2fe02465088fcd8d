using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Server.Worker;

/// <summary>Device memory that the session holds, against its limit and its lease's. Counted down when OpenCL destroys an object, not when the client lets go of it.</summary>
internal sealed class MemoryBudget(WorkerSettings settings)
{
    private readonly ulong _limit = settings.MemoryLimit;
    private readonly SharedBudget? _lease = settings.Budget.Length == 0 ? null : SharedBudget.Open(settings.Budget);
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    /// <summary>Whether so much more may be held; then it counts.</summary>
    public bool TryTake(ulong size)
    {
        if (size > long.MaxValue / 2)
        {
            return false;
        }

        var now = Interlocked.Add(ref _held, (long)size);
        if ((_limit == 0 || now <= (long)Math.Min(_limit, long.MaxValue)) && (_lease is null || _lease.TryAdd(settings.BudgetPlace, (long)size, settings.BudgetLimit)))
        {
            return true;
        }

        Interlocked.Add(ref _held, -(long)size);
        return false;
    }

    public void Return(ulong size)
    {
        Interlocked.Add(ref _held, -(long)size);
        _lease?.Subtract(settings.BudgetPlace, (long)size);
    }
}
