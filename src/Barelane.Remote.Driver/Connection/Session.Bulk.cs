using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

// The stream that large data has for itself, so that commands do not queue behind it.
internal sealed unsafe partial class Session
{
    private readonly IByteStream _bulk;
    private readonly Lock _bulkGate = new();
    private readonly byte[] _gathered = GC.AllocateUninitializedArray<byte>(1 << 20, pinned: true);

    /// <summary>Sends a frame whose data goes on the bulk stream; returns when all of it is sent.</summary>
    public void PostBulk<TMessage>(TMessage message, byte* source, HostBox box, Pending? pending = null)
        where TMessage : struct, IMessage
    {
        var request = pending is null ? 0 : Register(pending);
        lock (_bulkGate)
        {
            lock (_gate)
            {
                ThrowIfOver();
                _out.Append(ref message, request);
                SendGathered();
            }

            try
            {
                SendBox(source, box);
            }
            catch (IOException e)
            {
                End(e.Message);
                throw new ClException(ClError.OutOfResources);
            }
        }
    }

    private void SendBox(byte* source, HostBox box)
    {
        for (ulong sent = 0; sent < box.Volume;)
        {
            var part = (int)Math.Min(box.Volume - sent, box.IsDense ? 1 << 30 : (ulong)_gathered.Length);
            if (box.IsDense)
            {
                _bulk.Send(new ReadOnlySpan<byte>(source + sent, part));
            }
            else
            {
                box.Gather(source, sent, _gathered.AsSpan(0, part));
                _bulk.Send(_gathered.AsSpan(0, part));
            }

            sent += (ulong)part;
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
