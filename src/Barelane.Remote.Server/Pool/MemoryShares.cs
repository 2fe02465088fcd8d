namespace Barelane.Remote.Server.Pool;

/// <summary>
/// Device memory, shared out: with a total, each session has its share for itself as long as it lasts, and one that finds none left waits until others
/// go. A session that does not say how much it wants gets what one may have at most, or all.
/// </summary>
internal sealed class MemoryShares(ulong total, ulong limit)
{
    private readonly object _gate = new();
    private ulong _taken;

    /// <summary>Why so much will never be given; null where it may.</summary>
    public string? WhyNever(ulong wanted)
    {
        var most = limit == 0 ? total : total == 0 ? limit : Math.Min(limit, total);
        return most > 0 && wanted > most ? $"{wanted} bytes of device memory are asked for; this server gives a session {most} at most." : null;
    }

    /// <summary>Takes a share, waiting for one for so long. <paramref name="share"/> is its size, 0 where there is no limit at all.</summary>
    public bool TryTake(ulong wanted, TimeSpan patience, out ulong share)
    {
        share = wanted > 0 ? wanted : limit > 0 ? limit : total;
        if (total == 0)
        {
            return true;
        }

        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (_gate)
        {
            while (share > total - _taken)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0)
                {
                    return false;
                }

                Monitor.Wait(_gate, (int)left);
            }

            _taken += share;
            return true;
        }
    }

    public void Return(ulong share)
    {
        if (total > 0)
        {
            lock (_gate)
            {
                _taken -= share;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
