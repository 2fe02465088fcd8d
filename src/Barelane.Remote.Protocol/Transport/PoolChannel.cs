using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>Few and small frames over a .NET stream: what client and pool agree on before a session. Either end may send at any time.</summary>
internal sealed unsafe class PoolChannel(Stream stream)
{
    /// <summary>Nothing that is said to a pool is longer.</summary>
    public const int MaxLength = 1 << 20;

    public void Send<TMessage>(TMessage message)
        where TMessage : struct, IMessage
    {
        using var buffer = new FrameBuffer(1024);
        buffer.Append(ref message, 0);
        stream.Write(buffer.Content);
        stream.Flush();
    }

    /// <summary>The next frame; null where the other end has closed.</summary>
    public (Opcode Opcode, byte[] Content)? Receive()
    {
        Span<byte> head = stackalloc byte[FrameHeader.Size];
        var count = stream.ReadAtLeast(head, FrameHeader.Size, throwOnEndOfStream: false);
        if (count < FrameHeader.Size)
        {
            return count == 0 ? null : throw new WireException("The connection ended within a frame.");
        }

        var header = FrameHeader.Read(head);
        if (header.Length > MaxLength)
        {
            throw new WireException($"A frame says it has {header.Length} bytes; {MaxLength} are allowed here.");
        }

        var content = new byte[header.Length];
        stream.ReadExactly(content);
        return (header.Opcode, content);
    }

    public static TMessage Read<TMessage>(byte[] content)
        where TMessage : struct, IMessage
    {
        fixed (byte* at = content)
        {
            return Decoder.Read<TMessage>(at, content.Length);
        }
    }
}
