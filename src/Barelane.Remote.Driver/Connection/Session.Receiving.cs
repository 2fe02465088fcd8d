using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

// What comes in. A thread that waits for an answer receives it itself, which saves a change of threads; where nobody waits, one in the background
// does. Bulk data has a thread of its own.
internal sealed unsafe partial class Session
{
    private const int Tick = 2;
    private readonly FrameReader _reader;
    private readonly Dictionary<uint, Pending> _pending = [];
    private readonly Dictionary<uint, ClEvent> _events = [];
    private readonly Dictionary<uint, ClQueue> _queues = [];
    private readonly object _receiving = new();
    private readonly object _change = new();
    private int _waiters;
    private int _received;
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

    /// <summary>Sends what has gathered, and returns when the answer is there or the session over.</summary>
    public void Wait(Pending pending)
    {
        Flush();
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

    private Ready ReceiveReady()
    {
        var header = _reader.Next(out var content) ?? throw new IOException("The server has closed the session before it began.");
        return header.Opcode switch
        {
            Opcode.Ready => Decoder.Read<Ready>(content, header.Length),
            Opcode.Farewell => throw new IOException(Decoder.Read<Farewell>(content, header.Length).Reason),
            _ => throw new WireException($"A session begins with a frame of the kind {(int)header.Opcode}."),
        };
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

    /// <summary>Receives one frame; the caller holds the right to.</summary>
    private void ReceiveOne()
    {
        try
        {
            Volatile.Write(ref _received, _received + 1);
            if (_reader.Next(out var content) is not { } header)
            {
                End("The server has closed the session.");
                return;
            }

            Take(header, content);
        }
        catch (Exception e) when (e is IOException or WireException)
        {
            End(e.Message);
        }
    }

    private void Take(FrameHeader header, byte* content)
    {
        switch (header.Opcode)
        {
            case Opcode.EventChanged:
                var changed = Decoder.Read<EventChanged>(content, header.Length);
                EventOf(changed.Id, changed.Status <= 0)?.Told(changed);
                break;
            case Opcode.QueueFailed:
                var failed = Decoder.Read<QueueFailed>(content, header.Length);
                lock (_queues)
                {
                    _queues.GetValueOrDefault(failed.Queue)?.Fail(failed.Status);
                }

                break;
            case Opcode.Output:
                Log.Print(Decoder.Read<Output>(content, header.Length).Bytes.Span);
                break;
            case Opcode.Farewell:
                var reason = Decoder.Read<Farewell>(content, header.Length).Reason;
                Log.Write(reason);
                End(reason);
                break;
            default:
                (Unregister(header.Request) ?? throw new WireException($"An answer of the kind {(int)header.Opcode} came to no question.")).Take(header.Opcode, content, header.Length);
                break;
        }

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

    private void ReceiveWhenNobodyWaits()
    {
        var last = -1;
        while (!_isDead)
        {
            var now = Volatile.Read(ref _received);
            if (now != last)
            {
                // Somebody receives; look again later rather than wake with each frame.
                last = now;
                Thread.Sleep(Tick);
                continue;
            }

            if (!_reader.HasBuffered && !_control.WaitForData(-1))
            {
                continue;
            }

            if (Monitor.TryEnter(_receiving))
            {
                try
                {
                    while (!_isDead && (_reader.HasBuffered || _control.WaitForData(0)))
                    {
                        ReceiveOne();
                    }

                    last = _received;
                }
                finally
                {
                    Monitor.Exit(_receiving);
                }
            }
            else
            {
                Thread.Sleep(Tick);
            }
        }
    }

    private void ReceiveBulk()
    {
        try
        {
            var buffer = GC.AllocateUninitializedArray<byte>(1 << 20, pinned: true);
            Span<byte> head = stackalloc byte[BulkHeader.Size];
            while (!_isDead)
            {
                _bulk.ReceiveAll(head);
                var header = MemoryMarshal.Read<BulkHeader>(head);
                PendingRead? read;
                lock (_pending)
                {
                    read = _pending.GetValueOrDefault(header.Request) as PendingRead;
                }

                if (read is null)
                {
                    throw new WireException("Data came on the bulk stream that nobody asked for.");
                }

                if (read.TakePiece(header, _bulk, buffer))
                {
                    _ = Unregister(header.Request);
                    Changed();
                }
            }
        }
        catch (Exception e) when (e is IOException or WireException)
        {
            End(e.Message);
        }
    }
}
