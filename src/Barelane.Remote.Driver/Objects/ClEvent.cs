using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Objects;

/// <summary>
/// A command's event, or a user's. The server tells of its end exactly once, with its times; the id is free again when that has come and nobody
/// holds the event.
/// </summary>
internal sealed unsafe class ClEvent : ClObject
{
    public const int Queued = 3;
    public const int Submitted = 2;
    private readonly Lock _gate = new();
    private List<(int Status, nint Function, nint Data)>? _callbacks;
    private int _status;
    private int _told = int.MaxValue;
    private bool _waitsForData;
    private bool _isLetGo;

    public ClEvent(ClContext context, ClQueue? queue, uint command)
    {
        (Context, Queue, Command) = (context, queue, command);
        Session = context.Session;
        Id = Session.Ids.Take();
        _status = queue is null ? Submitted : Queued;
        context.Hold();
        queue?.Hold();
        if (queue is not null)
        {
            Session.Add(this);
        }
    }

    public ClContext Context { get; }

    public ClQueue? Queue { get; }

    public uint Command { get; }

    public Session Session { get; }

    public uint Id { get; }

    public bool IsUser => Queue is null;

    public int Status => Volatile.Read(ref _status);

    public bool IsComplete => Status <= 0;

    /// <summary>Whether the server has told of its end; data may still be on its way.</summary>
    public bool IsTold => Volatile.Read(ref _told) <= 0;

    /// <summary>When it was queued, submitted, started and ended, in ns of the device's clock.</summary>
    public ulong[] Times { get; private set; } = [0, 0, 0, 0];

    /// <summary>The event is not complete before the data of its read is there.</summary>
    public void ExpectData() => _waitsForData = true;

    public void DataCame(int status)
    {
        lock (_gate)
        {
            _waitsForData = false;
        }

        if (status < 0)
        {
            Reach(status);
        }
        else if (IsTold)
        {
            Reach(_told);
        }
    }

    public void Told(in EventChanged change)
    {
        if (change.Status > 0)
        {
            Reach(change.Status);
            return;
        }

        bool waits, isFree;
        lock (_gate)
        {
            Times = [change.Queued, change.Submitted, change.Started, change.Ended];
            Volatile.Write(ref _told, change.Status);
            waits = _waitsForData && change.Status == 0;
            isFree = _isLetGo;
        }

        if (!waits)
        {
            Reach(change.Status);
        }

        if (isFree)
        {
            Session.Ids.Return(Id);
        }
    }

    /// <summary>The session is over.</summary>
    public void Lost()
    {
        Volatile.Write(ref _told, Icd.ClError.OutOfResources);
        Reach(Icd.ClError.OutOfResources);
    }

    /// <summary>A user event's one change.</summary>
    public bool TrySet(int status)
    {
        lock (_gate)
        {
            if (_status <= 0)
            {
                return false;
            }
        }

        Session.TryPost(new SetUserEvent { Id = Id, Status = status });
        Reach(status);
        Session.Changed();
        return true;
    }

    /// <summary>Calls <paramref name="function"/> once the event has come to <paramref name="status"/>, at once if it has.</summary>
    public void OnReached(int status, nint function, void* data)
    {
        lock (_gate)
        {
            if (_status > status)
            {
                (_callbacks ??= []).Add((status, function, (nint)data));
                return;
            }
        }

        Callbacks.Run(Handle, Math.Min(Status, status), function, data, this);
    }

    protected override void End()
    {
        // The id must not be given out again before the server has been told to let go of it.
        Session.TryPost(new Release { Id = Id });
        bool isOver;
        lock (_gate)
        {
            _isLetGo = true;
            isOver = IsUser || IsTold;
        }

        if (isOver)
        {
            Session.Ids.Return(Id);
        }

        Queue?.Drop();
        Context.Drop();
    }

    private void Reach(int status)
    {
        List<(int Status, nint Function, nint Data)>? due = null;
        lock (_gate)
        {
            if (_status <= 0 || status >= _status)
            {
                return;
            }

            Volatile.Write(ref _status, status);
            if (_callbacks is not null)
            {
                due = [.. _callbacks.Where(c => c.Status >= status)];
                _callbacks.RemoveAll(c => c.Status >= status);
            }
        }

        if (due is not null)
        {
            // Nearest to the start first, as the event went through them.
            foreach (var callback in due.OrderByDescending(c => c.Status))
            {
                Callbacks.Run(Handle, status < 0 ? status : callback.Status, callback.Function, (void*)callback.Data, this);
            }
        }
    }
}
