using System.Runtime.InteropServices;

namespace Barelane.Remote.Protocol.Wire;

/// <summary>Frames on their way out, in native memory that grows. Not safe for several threads.</summary>
internal sealed unsafe class FrameBuffer : IDisposable
{
    private byte* _memory;
    private int _capacity;

    public FrameBuffer(int capacity = 64 << 10)
    {
        _capacity = capacity;
        _memory = (byte*)NativeMemory.Alloc((nuint)capacity);
    }

    ~FrameBuffer() => NativeMemory.Free(_memory);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Content => new(_memory, Length);

    public void Clear() => Length = 0;

    /// <summary>Appends one whole frame.</summary>
    public void Append<TMessage>(ref TMessage message, uint request)
        where TMessage : struct, IMessage
    {
        var at = Length;
        try
        {
            Take(FrameHeader.Size);
            var encoder = new Encoder(this);
            message.Code(ref encoder);
            var length = Length - at - FrameHeader.Size;
            if (length > FrameHeader.MaxLength)
            {
                throw new WireException($"A {typeof(TMessage).Name} of {length} bytes does not fit a frame of {FrameHeader.MaxLength}.");
            }

            new FrameHeader(length, TMessage.Opcode, request).Write(new Span<byte>(_memory + at, FrameHeader.Size));
        }
        catch
        {
            Length = at;
            throw;
        }
    }

    /// <summary>Room for <paramref name="size"/> more bytes; valid until the next call.</summary>
    public byte* Take(int size)
    {
        if (size > _capacity - Length)
        {
            Grow(size);
        }

        var at = _memory + Length;
        Length += size;
        return at;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _capacity = Length = 0;
        GC.SuppressFinalize(this);
    }

    private void Grow(int size)
    {
        var needed = checked((long)Length + size);
        if (needed > int.MaxValue / 2)
        {
            throw new WireException($"{needed} bytes wait to be sent; that is too many.");
        }

        _capacity = (int)Math.Max(needed, Math.Min((long)_capacity * 2, int.MaxValue / 2));
        _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)_capacity);
    }
}
