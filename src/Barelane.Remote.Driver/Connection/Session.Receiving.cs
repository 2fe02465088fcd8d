using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

// What comes in: by the thread that waits for it, and where nobody waits, by one in the background.
internal sealed unsafe partial class Session
{
    private readonly FrameReader _reader;
    private readonly object _receiving = new();
    private int _received;

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
}
