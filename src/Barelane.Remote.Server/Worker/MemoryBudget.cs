namespace Barelane.Remote.Server.Worker;

/// <summary>Device memory that the session holds, against its limit. Counted down when OpenCL destroys an object, not when the client lets go of it.</summary>
internal sealed class MemoryBudget(ulong limit)
{
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
        if (limit == 0 || now <= (long)Math.Min(limit, long.MaxValue))
        {
            return true;
        }

        Return(size);
        return false;
    }

    public void Return(ulong size) => Interlocked.Add(ref _held, -(long)size);
}
