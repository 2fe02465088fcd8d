using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

/// <summary>The launches of one queue that have not been seen to end, oldest first: tells how long the first of them has run.</summary>
internal sealed unsafe class LaunchLog
{
    private const uint ExecutionStatus = 0x11D3;
    private readonly Queue<nint> _events = new();
    private readonly Lock _gate = new();
    private nint _running;
    private long _runningSince;

    /// <summary>Takes over the caller's hold on <paramref name="launch"/>.</summary>
    public void Add(nint launch)
    {
        lock (_gate)
        {
            _events.Enqueue(launch);
            if ((_events.Count & 1023) == 0)
            {
                DropEnded();
            }
        }
    }

    /// <summary>How long, in ms, the oldest launch has been seen to run; 0 where none does.</summary>
    public long RunningMs(long nowMs)
    {
        lock (_gate)
        {
            DropEnded();
            if (!_events.TryPeek(out var first) || StatusOf(first) != 1)
            {
                _running = 0;
                return 0;
            }

            if (_running != first)
            {
                (_running, _runningSince) = (first, nowMs);
            }

            return nowMs - _runningSince;
        }
    }

    private static int StatusOf(nint launch)
    {
        int status;
        return Cl.GetEventInfo(launch, ExecutionStatus, sizeof(int), &status, null) == 0 ? status : -1;
    }

    private void DropEnded()
    {
        while (_events.TryPeek(out var first) && StatusOf(first) <= 0)
        {
            _ = Cl.ReleaseEvent(_events.Dequeue());
            _running = 0;
        }
    }
}
