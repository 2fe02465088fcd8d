using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Server.Worker;

/// <summary>Sends what was read, piece by piece, on the bulk stream, from a thread of its own: neither commands nor the device wait for the network.</summary>
internal sealed unsafe class BulkSender
{
    private readonly BlockingCollection<Piece> _pieces = [];
    private readonly IByteStream _stream;
    private readonly StagingPool _staging;

    public BulkSender(IByteStream stream, StagingPool staging)
    {
        _stream = stream;
        _staging = staging;
        new Thread(SendAll) { IsBackground = true, Name = "bulk" }.Start();
    }

    /// <summary>Sends a piece and gives its memory back; with a failure's status instead of data, length 0.</summary>
    public void Send(BulkHeader header, nint memory) => _pieces.Add(new Piece(header, memory));

    private void SendAll()
    {
        var isDead = false;
        Span<byte> head = stackalloc byte[BulkHeader.Size];
        foreach (var piece in _pieces.GetConsumingEnumerable())
        {
            try
            {
                if (!isDead)
                {
                    MemoryMarshal.Write(head, piece.Header);
                    _stream.Send(head);
                    for (ulong sent = 0; piece.Header.Status == 0 && sent < piece.Header.Length;)
                    {
                        var part = (int)Math.Min(piece.Header.Length - sent, 1 << 30);
                        _stream.Send(new ReadOnlySpan<byte>((byte*)piece.Memory + sent, part));
                        sent += (ulong)part;
                    }
                }
            }
            catch (IOException)
            {
                isDead = true;
            }

            if (piece.Memory != 0)
            {
                _staging.Return(piece.Memory, piece.Header.Length);
            }
        }
    }

    private readonly record struct Piece(BulkHeader Header, nint Memory);
}
