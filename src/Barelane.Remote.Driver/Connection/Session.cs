using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

/// <summary>
/// This process's session on one server: what goes out. Frames that need no answer gather in a buffer, and go when somebody waits for something,
/// at a flush, or when there are many.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A session lives as long as the process, and is ended, not disposed: threads may still be in it.")]
internal sealed unsafe partial class Session
{
    private const int EnoughToSend = 16 << 10;
    private readonly IByteStream _control;
    private readonly IDisposable _pool;
    private readonly Lock _gate = new();
    private readonly FrameBuffer _out = new();
    private readonly int _process = Posix.ProcessId();
    private volatile bool _isDead;

    public Session(IByteStream control, IByteStream bulk, IDisposable pool)
    {
        (_control, _bulk, _pool) = (control, bulk, pool);
        _reader = new FrameReader(control);
        Trips.Count(true);
        Ready = ReceiveReady();
        new Thread(ReceiveWhenNobodyWaits) { IsBackground = true, Name = "barelane control" }.Start();
        new Thread(ReceiveBulk) { IsBackground = true, Name = "barelane bulk" }.Start();
    }

    public Ready Ready { get; }

    public IdTable Ids { get; } = new();

    /// <summary>Why the session is over; null while it is not.</summary>
    public string? Ended { get; private set; }

    public bool IsDead => _isDead;

    /// <summary>Sends a frame that needs no answer, sooner or later.</summary>
    public void Post<TMessage>(TMessage message)
        where TMessage : struct, IMessage
    {
        lock (_gate)
        {
            ThrowIfOver();
            _out.Append(ref message, 0);
            if (_out.Length >= EnoughToSend)
            {
                SendGathered();
            }
        }
    }

    /// <summary>The same, where nobody could be told that the session is over.</summary>
    public void TryPost<TMessage>(TMessage message)
        where TMessage : struct, IMessage
    {
        try
        {
            if (!_isDead)
            {
                Post(message);
            }
        }
        catch (ClException)
        {
            // The session ended meanwhile, and with it what the frame was about.
        }
    }

    /// <summary>Sends a request, now or with the next wait, and returns what will be answered.</summary>
    public TPending Ask<TMessage, TPending>(TMessage message, TPending pending)
        where TMessage : struct, IMessage
        where TPending : Pending
    {
        var request = Register(pending);
        lock (_gate)
        {
            ThrowIfOver();
            _out.Append(ref message, request);
        }

        return pending;
    }

    /// <summary>Sends a request and waits for its answer's status.</summary>
    public int AskStatus<TMessage>(TMessage message)
        where TMessage : struct, IMessage
    {
        var pending = Ask(message, new Pending());
        Wait(pending);
        return pending.Status;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public TAnswer AskFor<TMessage, TAnswer>(TMessage message)
        where TMessage : struct, IMessage
        where TAnswer : struct, IMessage
    {
        var pending = Ask(message, new Pending());
        Wait(pending);
        ClException.ThrowIf(pending.Status != 0, pending.Status);
        _ = pending.Opcode == TAnswer.Opcode ? 0 : throw new WireException($"A {typeof(TMessage).Name} is answered by a frame of the kind {(int)pending.Opcode}.");

        // A part of the answer may point into its content, which therefore has to stay where it is.
        var content = GC.AllocateUninitializedArray<byte>(pending.Content.Length, pinned: true);
        pending.Content.CopyTo(content, 0);
        return Decoder.Read<TAnswer>((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(content, 0), content.Length);
    }

    public void Flush()
    {
        lock (_gate)
        {
            ThrowIfOver();
            SendGathered();
        }
    }

    /// <summary>Throws where calls can't go on: the session is over, or this is a child of the process that opened it.</summary>
    public void ThrowIfOver() => ClException.ThrowIf(_isDead, ClError.OutOfResources);

    /// <summary>Sends what has gathered; the caller holds the gate.</summary>
    private void SendGathered()
    {
        if (_out.Length == 0)
        {
            return;
        }

        // A fork has the sockets, too; two processes that talk on them would be a third client nobody knows.
        if (Posix.ProcessId() != _process)
        {
            _isDead = true;
            throw new ClException(ClError.OutOfResources);
        }

        try
        {
            _control.Send(_out.Content);
        }
        catch (IOException e)
        {
            End(e.Message);
            throw new ClException(ClError.OutOfResources);
        }
        finally
        {
            _out.Clear();
        }
    }
}
