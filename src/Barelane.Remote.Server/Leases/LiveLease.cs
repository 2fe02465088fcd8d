namespace Barelane.Remote.Server.Leases;

/// <summary>A lease in this process: who uses it now, and since when nobody does. Its desk's lock guards it.</summary>
internal sealed class LiveLease(Lease lease, long nowTicks)
{
    private readonly Dictionary<object, Action<string>> _sessions = [];

    public Lease Lease { get; set; } = lease;

    /// <summary>The memory that its sessions have together; null for whole devices, where nothing is counted.</summary>
    public SharedBudget? Budget { get; init; }

    /// <summary>What has to happen when it ends, where somebody holds it.</summary>
    public Action<string>? Ended { get; set; }

    public int Sessions => _sessions.Count;

    /// <summary>Since when it has had no session, in the monotonic clock's ticks: a clock that is set neither ends a lease nor prolongs it.</summary>
    public long IdleSince { get; private set; } = nowTicks;

    public void Open(object session, Action<string> end) => _sessions.Add(session, end);

    /// <summary>Somebody uses it without a session of Barelane's.</summary>
    public void Touch(long now) => IdleSince = now;

    public void Close(object session, long now)
    {
        if (_sessions.Remove(session) && _sessions.Count == 0)
        {
            IdleSince = now;
        }
    }

    public IReadOnlyList<Action<string>> TakeSessions()
    {
        var ends = _sessions.Values.ToList();
        _sessions.Clear();
        return ends;
    }
}
