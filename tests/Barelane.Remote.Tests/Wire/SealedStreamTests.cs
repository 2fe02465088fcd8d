using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Tests.Wire;

/// <summary>Records can't be read without the key, changed, moved or repeated.</summary>
public sealed class SealedStreamTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    /// <param name="most">How many bytes the wire gives at once.</param>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(65_557)]
    [InlineData(1_001)]
    [InlineData(3)]
    public void What_is_sent_arrives_whatever_the_sizes(int most)
    {
        var wire = new MemoryWire { Most = most };
        using var client = new SealedStream(wire, Key, StreamKind.Bulk, isServer: false);
        using var server = new SealedStream(wire, Key, StreamKind.Bulk, isServer: true);
        var sent = new byte[200_003];
        new Random(3).NextBytes(sent);

        client.Send(sent.AsSpan(0, 1));
        client.Send(sent.AsSpan(1));
        var got = new byte[sent.Length];
        server.ReceiveAll(got.AsSpan(0, 100));
        server.ReceiveAll(got.AsSpan(100));

        Assert.Equal(sent, got);
        Assert.False(wire.Written.AsSpan().IndexOf(sent.AsSpan(1000, 16)) >= 0, "The wire carries what was sent as it is.");
        Assert.Equal(0, server.Receive(got));
    }

    [Fact]
    public void A_record_that_was_changed_repeated_or_sealed_for_another_stream_is_refused()
    {
        byte[] Record()
        {
            var wire = new MemoryWire();
            using var client = new SealedStream(wire, Key, StreamKind.Bulk, isServer: false);
            client.Send([1, 2, 3]);
            return wire.Written;
        }

        var record = Record();
        for (var i = 4; i < record.Length; i++)
        {
            var changed = record.ToArray();
            changed[i] ^= 1;
            Assert.Throws<IOException>(() => Received(changed, StreamKind.Bulk, Key));
        }

        Assert.Throws<IOException>(() => Received(record, StreamKind.Control, Key));
        Assert.Throws<IOException>(() => Received(record, StreamKind.Bulk, new byte[32]));
        Assert.Throws<IOException>(() => Received([.. record, .. record], StreamKind.Bulk, Key, 6));
        Assert.Throws<IOException>(() => Received([.. record.Take(record.Length - 1)], StreamKind.Bulk, Key));
        Assert.Equal([1, 2, 3], Received(record, StreamKind.Bulk, Key));
    }

    private static byte[] Received(byte[] wire, StreamKind kind, byte[] key, int count = 3)
    {
        var line = new MemoryWire();
        line.Send(wire);
        using var server = new SealedStream(line, key, kind, isServer: true);
        var got = new byte[count];
        server.ReceiveAll(got);
        return got;
    }

    private sealed class MemoryWire : IByteStream
    {
        private readonly MemoryStream _bytes = new();
        private int _read;

        public int Most { get; init; } = int.MaxValue;

        public byte[] Written => _bytes.ToArray();

        public void Send(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

        public int Receive(Span<byte> into)
        {
            var count = Math.Min(Math.Min(into.Length, Most), (int)_bytes.Length - _read);
            _bytes.GetBuffer().AsSpan(_read, count).CopyTo(into);
            _read += count;
            return count;
        }

        public bool WaitForData(int timeoutMs) => true;

        public void Shutdown()
        {
        }

        public void Dispose()
        {
        }
    }
}
