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

    private readonly IByteStream _inner;
    private readonly AesGcm _out;
    private readonly AesGcm _in;
    private readonly byte[] _outRecord = GC.AllocateUninitializedArray<byte>(HeadSize + RecordSize + TagSize, pinned: true);

    // A record, and the length of the next, which comes with it where it is there already: one call for both.
    private readonly byte[] _inRecord = GC.AllocateUninitializedArray<byte>(HeadSize + RecordSize + TagSize + HeadSize, pinned: true);
    private readonly byte[] _plain = GC.AllocateUninitializedArray<byte>(RecordSize, pinned: true);
    private readonly byte[] _outNonce = new byte[12];
    private readonly byte[] _inNonce = new byte[12];
    private ulong _outCount;
    private ulong _inCount;
    private int _inFilled;
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
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, RecordSize)];
            bytes = bytes[part.Length..];
            var record = _outRecord.AsSpan(0, HeadSize + part.Length + TagSize);
            BinaryPrimitives.WriteInt32LittleEndian(record, part.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(_outNonce, _outCount++);
            _out.Encrypt(_outNonce, part, record.Slice(HeadSize, part.Length), record[^TagSize..], record[..HeadSize]);
            _inner.Send(record);
        }
    }

    public int Receive(Span<byte> into)
    {
        if (_plainStart == _plainEnd)
        {
            if (!Fill(HeadSize, HeadSize))
            {
                return 0;
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(_inRecord);
            if (length is <= 0 or > RecordSize)
            {
                throw new IOException($"A sealed record says it has {length} bytes; 1 to {RecordSize} are allowed.");
            }

            var end = HeadSize + length + TagSize;
            _ = Fill(end, end + HeadSize);
            var isDirect = into.Length >= length;
            Open(_inRecord.AsSpan(0, end), isDirect ? into[..length] : _plain.AsSpan(0, length));
            _inRecord.AsSpan(end, _inFilled - end).CopyTo(_inRecord);
            _inFilled -= end;
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

    public bool WaitForData(int timeoutMs) => _plainStart < _plainEnd || _inner.WaitForData(timeoutMs);

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

    /// <summary>Takes at least <paramref name="need"/> bytes of a record, and no more than <paramref name="most"/>; false if the other end closed before the first.</summary>
    private bool Fill(int need, int most)
    {
        while (_inFilled < need)
        {
            var count = _inner.Receive(_inRecord.AsSpan(_inFilled, most - _inFilled));
            if (count == 0)
            {
                return _inFilled == 0 ? false : throw new IOException("The connection ended within a sealed record.");
            }

            _inFilled += count;
        }

        return true;
    }
}
