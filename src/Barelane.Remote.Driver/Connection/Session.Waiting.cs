using Barelane.Remote.Driver.Objects;

namespace Barelane.Remote.Driver.Connection;

// Who waits. A thread that waits for an answer receives it itself, which saves a change of threads; the others are woken by it.
internal sealed unsafe partial class Session
{
    private const int Tick = 2;
    private readonly object _change = new();
    private int _waiters;

    /// <summary>Sends what has gathered, and returns when the answer is there or the session over.</summary>
    public void Wait(Pending pending)
    {
        Flush();
        Trips.Count(!pending.IsDone);
        if (pending is PendingRead { IsBulk: true })
        {
            Follow(() => pending.IsDone);
        }
        else
        {
            Lead(() => pending.IsDone);
        }
    }

    /// <summary>Sends what has gathered, and returns when the event is complete with its data, or the session over.</summary>
    public void Wait(ClEvent happening)
    {
        if (happening.IsComplete)
        {
            return;
        }

        if (!_isDead)
        {
            Flush();
        }

        Trips.Count(!happening.IsComplete);
        if (happening is not { IsUser: true })
        {
            Lead(() => happening.IsTold);
        }

        Follow(() => happening.IsComplete);
    }

    /// <summary>Waits until the bulk thread, or another, has made it so.</summary>
    public void Follow(Func<bool> isSo)
    {
        lock (_change)
        {
            _waiters++;
            while (!isSo() && !_isDead)
            {
                Monitor.Wait(_change, 50);
            }

            _waiters--;
        }
    }

    /// <summary>Something that somebody may wait for is so now.</summary>
    public void Changed()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiters) > 0)
        {
            lock (_change)
            {
                Monitor.PulseAll(_change);
            }
        }
    }

    /// <summary>Takes what has come, without waiting, so that a program that only polls sees its events end.</summary>
    public void Poll()
    {
        Flush();
        if (Monitor.TryEnter(_receiving))
        {
            try
            {
                while (!_isDead && (_reader.HasBuffered || _control.WaitForData(0)))
                {
                    ReceiveOne();
                }
            }
            finally
            {
                Monitor.Exit(_receiving);
            }
        }
    }

    private void Lead(Func<bool> isSo)
    {
        while (!isSo() && !_isDead)
        {
            if (Monitor.TryEnter(_receiving))
            {
                try
                {
                    while (!isSo() && !_isDead)
                    {
                        ReceiveOne();
                    }
                }
                finally
                {
                    Monitor.Exit(_receiving);
                    Changed();
                }
            }
            else
            {
                lock (_change)
                {
                    _waiters++;
                    if (!isSo() && !_isDead)
                    {
                        Monitor.Wait(_change, Tick);
                    }

                    _waiters--;
                }
            }
        }
    }
}
