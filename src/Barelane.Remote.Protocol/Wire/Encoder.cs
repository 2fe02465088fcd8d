using System.Runtime.CompilerServices;
using System.Text;

namespace Barelane.Remote.Protocol.Wire;

/// <summary>Appends fields to a buffer.</summary>
internal readonly unsafe struct Encoder(FrameBuffer buffer) : ICoder
{
    public void Value(ref uint value) => Unsafe.WriteUnaligned(buffer.Take(sizeof(uint)), value);

    public void Value(ref int value) => Unsafe.WriteUnaligned(buffer.Take(sizeof(int)), value);

    public void Value(ref ulong value) => Unsafe.WriteUnaligned(buffer.Take(sizeof(ulong)), value);

    public void Value(ref bool value) => *buffer.Take(1) = value ? (byte)1 : (byte)0;

    public void Text(ref string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Value(ref length);
        Encoding.UTF8.GetBytes(value, new Span<byte>(buffer.Take(length), length));
    }

    public void Bytes(ref Blob value)
    {
        var length = value.Length;
        Value(ref length);
        value.Span.CopyTo(new Span<byte>(buffer.Take(length), length));
    }

    public void Bytes(ref byte[] value)
    {
        var length = value.Length;
        Value(ref length);
        value.CopyTo(new Span<byte>(buffer.Take(length), length));
    }

    public void Ids(ref IdList value)
    {
        var count = value.Count;
        Value(ref count);
        new ReadOnlySpan<byte>(value.Start, count * sizeof(uint)).CopyTo(new Span<byte>(buffer.Take(count * sizeof(uint)), count * sizeof(uint)));
    }

    public void Triple(ref Triple value) => Unsafe.WriteUnaligned(buffer.Take(sizeof(Triple)), value);

    public void List<TItem>(ref TItem[] items)
        where TItem : struct, ICoded
    {
        var count = items.Length;
        Value(ref count);
        var self = this;
        foreach (ref var item in items.AsSpan())
        {
            item.Code(ref self);
        }
    }
}
