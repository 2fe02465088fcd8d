using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

/// <summary>A read whose data goes straight to where the program wants it, rows apart where it says so.</summary>
internal sealed unsafe class PendingRead(byte* target, HostBox box, ClQueue queue, ClEvent? happening) : Pending
{
    private ulong _left = box.Volume;

    public bool IsBulk => box.Volume > ProtocolVersion.MaxInline;

    public override void Take(Opcode opcode, byte* content, int length)
    {
        var data = opcode == Opcode.Data ? Decoder.Read<Data>(content, length) : throw new WireException($"A read is answered by a frame of the kind {(int)opcode}.");
        if (data.Status == 0)
        {
            _ = (ulong)data.Bytes.Length == box.Volume ? 0 : throw new WireException($"A read of {box.Volume} bytes is answered by {data.Bytes.Length}.");
            box.Scatter(data.Bytes.Span, 0, target);
        }

        End(data.Status);
    }

    /// <summary>Takes a piece off the bulk stream; true if it was the last.</summary>
    public bool TakePiece(BulkHeader header, IByteStream stream, byte[] buffer)
    {
        if (header.Status != 0)
        {
            End(header.Status);
            return true;
        }

        if (header.Length > _left || header.Offset > box.Volume - header.Length)
        {
            throw new WireException($"A piece of {header.Length} bytes at {header.Offset} does not fit a read of {box.Volume} of which {_left} are left.");
        }

        for (ulong done = 0; done < header.Length;)
        {
            var part = Math.Min(header.Length - done, box.IsDense ? 1 << 30 : (ulong)buffer.Length);
            if (box.IsDense)
            {
                stream.ReceiveAll(new Span<byte>(target + header.Offset + done, (int)part));
            }
            else
            {
                stream.ReceiveAll(buffer.AsSpan(0, (int)part));
                box.Scatter(buffer.AsSpan(0, (int)part), header.Offset + done, target);
            }

            done += part;
        }

        _left -= header.Length;
        if (_left == 0)
        {
            End(0);
        }

        return _left == 0;
    }

    protected override void OnEnd(int status)
    {
        queue.ReadEnded();
        happening?.DataCame(status);
    }
}
