using System.Runtime.InteropServices;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>Takes frames off a stream. One thread at a time.</summary>
internal sealed unsafe class FrameReader(IByteStream stream) : IDisposable
{
    private const int Usual = 256 << 10;
    private byte* _memory = (byte*)NativeMemory.Alloc(Usual);
    private int _capacity = Usual;
    private int _start;
    private int _end;

    ~FrameReader() => NativeMemory.Free(_memory);

    /// <summary>Whether a whole frame, or at least a part of one, has been taken off the stream already.</summary>
    public bool HasBuffered => _start < _end;

    /// <summary>The next frame, its content valid until the next call; null: the other end has closed between two frames.</summary>
    public FrameHeader? Next(out byte* content)
    {
        if (!Need(FrameHeader.Size))
        {
            content = null;
            return null;
        }

        var header = FrameHeader.Read(new ReadOnlySpan<byte>(_memory + _start, FrameHeader.Size));
        _ = Need(FrameHeader.Size + header.Length) ? 0 : throw new WireException("The connection ended within a frame.");
        content = _memory + _start + FrameHeader.Size;
        _start += FrameHeader.Size + header.Length;
        return header;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _capacity = _start = _end = 0;
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether so many bytes are there; false if the stream has ended with none.</summary>
    private bool Need(int size)
    {
        while (_end - _start < size)
        {
            if (_start == _end)
            {
                _start = _end = 0;
            }
            else if (_start + size > _capacity)
            {
                Buffer.MemoryCopy(_memory + _start, _memory, _capacity, _end - _start);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _capacity)
            {
                // Grows by what has come, never by what a header promises.
                _capacity = checked(_capacity * 2);
                _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)_capacity);
            }

            var count = stream.Receive(new Span<byte>(_memory + _end, _capacity - _end));
            if (count == 0)
            {
                return _end == _start ? false : throw new WireException("The connection ended within a frame.");
            }

            _end += count;
        }

        return true;
    }
}
