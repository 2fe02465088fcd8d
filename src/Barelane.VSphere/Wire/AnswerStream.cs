namespace Barelane.VSphere.Wire;

/// <summary>
/// The bytes of an answer for a parser that reads synchronously: the next block is fetched while the present one is parsed, no more than the limit is
/// read, and every block restarts the clock of silence. A small answer is complete after <see cref="FillAsync"/>, so that parsing it never blocks.
/// </summary>
internal sealed class AnswerStream(Stream source, long limit, Action progress, string subject, CancellationToken cancellationToken) : Stream
{
    private const int BlockSize = 64 * 1024;

    private byte[] _front = new byte[BlockSize];
    private byte[]? _back;
    private Task<int>? _next;
    private int _position;
    private int _length;

    /// <summary>All bytes of the answer have arrived.</summary>
    public bool Ended { get; private set; }

    public long BytesRead { get; private set; }

    public ReadOnlySpan<byte> Buffered => _front.AsSpan(_position, _length - _position);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads until the first block is full or the answer has ended.</summary>
    public async Task FillAsync()
    {
        while (_length < BlockSize && !Ended)
        {
            progress();
            Count(await source.ReadAsync(_front.AsMemory(_length), cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Reads everything into memory without blocking.</summary>
    public async Task<byte[]> ReadAllAsync()
    {
        using var all = new MemoryStream();
        while (!Ended)
        {
            progress();
            Count(await source.ReadAsync(_front, cancellationToken).ConfigureAwait(false));
            all.Write(_front, 0, _length);
            _length = 0;
        }

        return all.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == _length && !Refill())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _length - _position);
        _front.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Refill()
    {
        if (Ended)
        {
            return false;
        }

        _back ??= new byte[BlockSize];
        var next = _next ?? Fetch(_back);
        _next = null;
        var count = next.GetAwaiter().GetResult();
        (_front, _back) = (_back, _front);
        _position = _length = 0;
        Count(count);
        if (Ended)
        {
            return false;
        }

        _next = Fetch(_back);
        return true;
    }

    private Task<int> Fetch(byte[] block)
    {
        progress();
        return source.ReadAtLeastAsync(block, BlockSize / 2, throwOnEndOfStream: false, cancellationToken).AsTask();
    }

    private void Count(int count)
    {
        Ended = count == 0;
        _length += count;
        BytesRead += count;
        if (BytesRead > limit)
        {
            throw new VimAnswerException($"{subject} is larger than {limit} bytes, which is the limit.");
        }
    }
}
