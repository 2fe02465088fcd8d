using System.Runtime.CompilerServices;
using System.Text;

namespace Barelane.Remote.Protocol.Wire;

/// <summary>Takes fields from a frame's content; a field that reaches beyond it is a <see cref="WireException"/>.</summary>
internal unsafe struct Decoder(byte* start, int length) : ICoder
{
    private readonly byte* _end = start + length;
    private byte* _at = start;

    public readonly int Left => (int)(_end - _at);

    /// <summary>Reads a message that has to fill the content exactly.</summary>
    public static TMessage Read<TMessage>(byte* start, int length)
        where TMessage : struct, ICoded
    {
        var decoder = new Decoder(start, length);
        var message = default(TMessage);
        message.Code(ref decoder);
        return decoder.Left == 0 ? message : throw new WireException($"A {typeof(TMessage).Name} frame has {decoder.Left} bytes too many.");
    }

    public void Value(ref uint value) => value = Unsafe.ReadUnaligned<uint>(Take(sizeof(uint)));

    public void Value(ref int value) => value = Unsafe.ReadUnaligned<int>(Take(sizeof(int)));

    public void Value(ref ulong value) => value = Unsafe.ReadUnaligned<ulong>(Take(sizeof(ulong)));

    public void Value(ref bool value)
    {
        var read = *Take(1);
        value = read <= 1 ? read == 1 : throw new WireException($"A yes or no has the value {read}.");
    }

    public void Text(ref string value)
    {
        var count = Count(1);
        value = Encoding.UTF8.GetString(Take(count), count);
    }

    public void Bytes(ref Blob value)
    {
        var count = Count(1);
        value = new Blob(Take(count), count);
    }

    public void Bytes(ref byte[] value)
    {
        var count = Count(1);
        value = new ReadOnlySpan<byte>(Take(count), count).ToArray();
    }

    public void Ids(ref IdList value)
    {
        var count = Count(sizeof(uint));
        value = new IdList((uint*)Take(count * sizeof(uint)), count);
    }

    public void Triple(ref Triple value) => value = Unsafe.ReadUnaligned<Triple>(Take(sizeof(Triple)));

    public void List<TItem>(ref TItem[] items)
        where TItem : struct, ICoded
    {
        // An item has at least one byte, so that a count can't ask for more memory than some times the frame's own.
        var count = Count(1);
        items = new TItem[count];
        foreach (ref var item in items.AsSpan())
        {
            item.Code(ref this);
        }
    }

    private int Count(int itemSize)
    {
        var count = 0;
        Value(ref count);
        return count >= 0 && (long)count * itemSize <= Left ? count : throw new WireException($"A list says it has {count} items of {itemSize} bytes; {Left} bytes are left.");
    }

    private byte* Take(int size)
    {
        if (size > Left)
        {
            throw new WireException($"A field needs {size} bytes; {Left} are left.");
        }

        var at = _at;
        _at += size;
        return at;
    }
}
