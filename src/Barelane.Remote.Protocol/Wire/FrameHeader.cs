using System.Buffers.Binary;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Protocol.Wire;

/// <summary>
/// What stands before each frame's content: its length, what it is, and the request it makes or answers (0: none). 12 bytes, little endian.
/// </summary>
internal readonly record struct FrameHeader(int Length, Opcode Opcode, uint Request)
{
    public const int Size = 12;

    /// <summary>No frame's content is longer; what is goes over the bulk stream.</summary>
    public const int MaxLength = 64 << 20;

    public static FrameHeader Read(ReadOnlySpan<byte> from)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(from);
        var opcode = BinaryPrimitives.ReadUInt16LittleEndian(from[4..]);
        var reserved = BinaryPrimitives.ReadUInt16LittleEndian(from[6..]);
        if (length > MaxLength)
        {
            throw new WireException($"A frame says it has {length} bytes; {MaxLength} are allowed.");
        }

        if (reserved != 0)
        {
            throw new WireException("A frame's reserved field is not zero.");
        }

        return new FrameHeader((int)length, (Opcode)opcode, BinaryPrimitives.ReadUInt32LittleEndian(from[8..]));
    }

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)Length);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], (ushort)Opcode);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Request);
    }
}
