using System.Buffers.Binary;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>
/// The first 32 bytes of every connection, the same in all versions: who speaks, its version, what the connection is for, whether TLS follows, and
/// of which session (zeros: a new one). The server answers with its own on the pool's connection, so that either end can name both versions.
/// </summary>
internal readonly record struct Preamble(uint Version, StreamKind Kind, UInt128 Session, bool IsSealed = false)
{
    public const int Size = 32;
    private static ReadOnlySpan<byte> Magic => "BARELANE"u8;

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        bytes[12] = (byte)Kind;
        bytes[13] = IsSealed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(16), Session);
        return bytes;
    }

    public static Preamble Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes[..8].SequenceEqual(Magic))
        {
            throw new WireException("What connected does not speak Barelane's protocol.");
        }

        return new Preamble(BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), (StreamKind)bytes[12], BinaryPrimitives.ReadUInt128LittleEndian(bytes[16..]), bytes[13] == 1);
    }
}
