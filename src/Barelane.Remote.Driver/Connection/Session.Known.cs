using Barelane.Remote.Driver.Objects;

namespace Barelane.Remote.Driver.Connection;

// What the session has open: requests that are not answered, events that have not ended, queues; and how all of that ends.
internal sealed unsafe partial class Session
{
    private readonly Dictionary<uint, Pending> _pending = [];
    private readonly Dictionary<uint, ClEvent> _events = [];
    private readonly Dictionary<uint, ClQueue> _queues = [];
    private uint _lastRequest;

    public void Add(ClEvent item)
    {
        lock (_events)
        {
            _events[item.Id] = item;
        }
    }

    public void Add(ClQueue item)
    {
        lock (_queues)
        {
            _queues[item.Id] = item;
        }
    }

    public void Remove(ClQueue item)
    {
        lock (_queues)
        {
            _queues.Remove(item.Id);
        }
    }

    /// <summary>The session is over: whoever waits is told, and nothing more is sent.</summary>
    public void End(string reason)
    {
        lock (_pending)
        {
            if (_isDead)
            {
                return;
            }

            _isDead = true;
            Ended = reason;
        }

        _control.Shutdown();
        _bulk.Shutdown();
        _pool.Dispose();
        Pending[] pending;
        lock (_pending)
        {
            pending = [.. _pending.Values];
            _pending.Clear();
        }

        Array.ForEach(pending, p => p.End(Icd.ClError.OutOfResources));
        ClEvent[] events;
        lock (_events)
        {
            events = [.. _events.Values];
            _events.Clear();
        }

        Array.ForEach(events, e => e.Lost());
        Changed();
    }

    private ClEvent? EventOf(uint id, bool isLast)
    {
        lock (_events)
        {
            var found = _events.GetValueOrDefault(id);
            _ = isLast && _events.Remove(id);
            return found;
        }
    }

    private uint Register(Pending pending)
    {
        lock (_pending)
        {
            ThrowIfOver();
            do
            {
                _lastRequest++;
            }
            while (_lastRequest == 0 || _pending.ContainsKey(_lastRequest));
            _pending[_lastRequest] = pending;
            return _lastRequest;
        }
    }

    private Pending? Unregister(uint request)
    {
        lock (_pending)
        {
            return _pending.Remove(request, out var pending) ? pending : null;
        }
    }
}
