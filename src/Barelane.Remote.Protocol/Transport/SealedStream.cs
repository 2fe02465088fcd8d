using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>
/// A stream under AES-GCM: records of a length (4 bytes, authenticated), up to 64 KiB of content, and the tag. Each direction of each stream has its own key; the
/// nonce counts the records, so that none can be left out, repeated or moved. The key is 32 random bytes that came over TLS.
/// </summary>
internal sealed class SealedStream : IByteStream
{
    public const int RecordSize = 64 << 10;
    private const int TagSize = 16;
    private const int HeadSize = 4;
    private const int AtOnce = 4;
    private const int WholeSize = HeadSize + RecordSize + TagSize;

    private readonly IByteStream _inner;
    private readonly AesGcm _out;
    private readonly AesGcm _in;
    private readonly byte[] _leaving = GC.AllocateUninitializedArray<byte>(AtOnce * WholeSize, pinned: true);
    private readonly byte[] _arrived = GC.AllocateUninitializedArray<byte>(AtOnce * WholeSize, pinned: true);
    private readonly byte[] _plain = GC.AllocateUninitializedArray<byte>(RecordSize, pinned: true);
    private readonly byte[] _outNonce = new byte[12];
    private readonly byte[] _inNonce = new byte[12];
    private ulong _outCount;
    private ulong _inCount;
    private int _arrivedStart;
    private int _arrivedEnd;
    private int _plainStart;
    private int _plainEnd;

    /// <param name="inner">What carries the records.</param>
    /// <param name="key">The session's key.</param>
    /// <param name="stream">Which stream of the session it is.</param>
    /// <param name="isServer">Which end this is.</param>
    public SealedStream(IByteStream inner, ReadOnlySpan<byte> key, StreamKind stream, bool isServer)
    {
        _inner = inner;
        _out = new AesGcm(KeyFor(key, stream, isServer), TagSize);
        _in = new AesGcm(KeyFor(key, stream, !isServer), TagSize);
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        // Several records at a time: to the socket one large piece is less work than some small ones.
        while (!bytes.IsEmpty)
        {
            var length = 0;
            while (!bytes.IsEmpty && length < _leaving.Length)
            {
                var part = bytes[..Math.Min(bytes.Length, RecordSize)];
                bytes = bytes[part.Length..];
                var record = _leaving.AsSpan(length, HeadSize + part.Length + TagSize);
                length += record.Length;
                BinaryPrimitives.WriteInt32LittleEndian(record, part.Length);
                BinaryPrimitives.WriteUInt64LittleEndian(_outNonce, _outCount++);
                _out.Encrypt(_outNonce, part, record.Slice(HeadSize, part.Length), record[^TagSize..], record[..HeadSize]);
            }

            _inner.Send(_leaving.AsSpan(0, length));
        }
    }

    public int Receive(Span<byte> into)
    {
        if (_plainStart == _plainEnd)
        {
            if (!Arrive(HeadSize))
            {
                return 0;
            }

            var length = NextLength();
            _ = Arrive(HeadSize + length + TagSize);
            var record = _arrived.AsSpan(_arrivedStart, HeadSize + length + TagSize);
            _arrivedStart += record.Length;

            // Straight to where it is wanted, wherever a whole record fits.
            var isDirect = into.Length >= length;
            Open(record, isDirect ? into[..length] : _plain.AsSpan(0, length));
            if (isDirect)
            {
                return length;
            }

            (_plainStart, _plainEnd) = (0, length);
        }

        var count = Math.Min(into.Length, _plainEnd - _plainStart);
        _plain.AsSpan(_plainStart, count).CopyTo(into);
        _plainStart += count;
        return count;
    }

    public bool WaitForData(int timeoutMs) => _plainStart < _plainEnd || HasRecord || _inner.WaitForData(timeoutMs);

    public void Shutdown() => _inner.Shutdown();

    public void Dispose()
    {
        _inner.Dispose();
        _out.Dispose();
        _in.Dispose();
    }

    private static byte[] KeyFor(ReadOnlySpan<byte> key, StreamKind stream, bool fromServer)
    {
        var derived = new byte[16];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], [(byte)'b', (byte)'l', (byte)stream, fromServer ? (byte)1 : (byte)0]);
        return derived;
    }

    /// <summary>Whether a whole record has arrived already.</summary>
    private bool HasRecord => _arrivedEnd - _arrivedStart >= HeadSize && _arrivedEnd - _arrivedStart >= HeadSize + NextLength() + TagSize;

    private int NextLength() => BinaryPrimitives.ReadInt32LittleEndian(_arrived.AsSpan(_arrivedStart)) is > 0 and <= RecordSize and var length
        ? length
        : throw new IOException($"A sealed record says it has {BinaryPrimitives.ReadInt32LittleEndian(_arrived.AsSpan(_arrivedStart))} bytes; 1 to {RecordSize} are allowed.");

    private void Open(ReadOnlySpan<byte> record, Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_inNonce, _inCount++);
        try
        {
            _in.Decrypt(_inNonce, record[HeadSize..^TagSize], record[^TagSize..], target, record[..HeadSize]);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new IOException("A sealed record is not authentic: another key, or somebody changed it.");
        }
    }

    /// <summary>Takes what there is, until so many bytes are there; false if the other end closed between two records.</summary>
    private bool Arrive(int size)
    {
        if (_arrivedStart == _arrivedEnd)
        {
            _arrivedStart = _arrivedEnd = 0;
        }
        else if (_arrivedStart + WholeSize > _arrived.Length)
        {
            _arrived.AsSpan(_arrivedStart, _arrivedEnd - _arrivedStart).CopyTo(_arrived);
            (_arrivedStart, _arrivedEnd) = (0, _arrivedEnd - _arrivedStart);
        }

        while (_arrivedEnd - _arrivedStart < size)
        {
            var count = _inner.Receive(_arrived.AsSpan(_arrivedEnd));
            if (count == 0)
            {
                return _arrivedStart == _arrivedEnd ? false : throw new IOException("The connection ended within a sealed record.");
            }

            _arrivedEnd += count;
        }

        return true;
    }
}
