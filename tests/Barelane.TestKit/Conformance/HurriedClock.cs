namespace Barelane.TestKit.Conformance;

/// <summary>The system's clock, whose waits a test can end: all those that were begun with exactly a given length.</summary>
public sealed class HurriedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Length, ITimer Timer)> _timers = [];

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _timers.Add((dueTime, timer));
        }

        return timer;
    }

    /// <summary>Ends the waits of this length now.</summary>
    public void Expire(TimeSpan length)
    {
        lock (_gate)
        {
            foreach (var (_, timer) in _timers.Where(t => t.Length == length))
            {
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
