namespace Barelane.Knowledge.Diagnosis;

/// <summary>A stream whose beginning has been looked at already, and is read again. Owns the stream beneath.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly byte[] _head;
    private readonly Stream _rest;
    private int _at;

    private PeekedStream(byte[] head, Stream rest)
    {
        _head = head;
        _rest = rest;
    }

    /// <summary>The first bytes, at most as many as were asked for.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>Looks at the beginning of a stream.</summary>
    public static PeekedStream Of(Stream stream, int count)
    {
        var head = new byte[count];
        var length = stream.ReadAtLeast(head, count, throwOnEndOfStream: false);
        return new PeekedStream(head[..length], stream);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _head.Length)
        {
            return _rest.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _head.Length - _at);
        _head.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
