using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Tests.Wire;

/// <summary>What comes over the wire is either a message or a WireException, whatever it is.</summary>
public sealed unsafe class DecoderTests
{
    [Fact]
    public void A_message_comes_out_as_it_went_in()
    {
        var waits = stackalloc uint[] { 7, 8, 9 };
        var bytes = stackalloc byte[] { 1, 2, 3, 4 };
        var sent = new WriteRectangle
        {
            Head = new CommandHead { Queue = 3, Event = 12, Waits = new IdList(waits, 3) },
            Memory = 5,
            Origin = new Triple(1, 2, 3),
            Region = new Triple(4, 1, 1),
            RowPitch = 64,
            SlicePitch = 4096,
            Content = Payload.Of(new Blob(bytes, 4)),
        };
        using var buffer = new FrameBuffer();
        buffer.Append(ref sent, 77);

        var header = FrameHeader.Read(buffer.Content);
        fixed (byte* content = buffer.Content[FrameHeader.Size..])
        {
            var got = Decoder.Read<WriteRectangle>(content, header.Length);

            Assert.Equal((Opcode.WriteRectangle, 77u), (header.Opcode, header.Request));
            Assert.Equal((3u, 12u, 5u, 64ul, 4096ul), (got.Head.Queue, got.Head.Event, got.Memory, got.RowPitch, got.SlicePitch));
            Assert.Equal((sent.Origin, sent.Region), (got.Origin, got.Region));
            Assert.Equal([7u, 8u, 9u], Enumerable.Range(0, got.Head.Waits.Count).Select(i => got.Head.Waits[i]));
            Assert.Equal([1, 2, 3, 4], got.Content.Inline.Span.ToArray());
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(3u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x8000_0000u)]
    public void A_list_that_lies_about_its_length_is_refused(uint count)
    {
        // CreateContext: an id, and a list of devices of which there is one.
        var content = stackalloc uint[] { 1, count, 0 };

        Assert.Throws<WireException>(() => Decoder.Read<CreateContext>((byte*)content, 12));
    }

    [Fact]
    public void A_frame_that_lies_about_its_length_is_refused()
    {
        var header = new byte[FrameHeader.Size];
        BitConverter.TryWriteBytes(header, (uint)FrameHeader.MaxLength + 1);

        Assert.Throws<WireException>(() => FrameHeader.Read(header));
    }

    [Fact]
    public void Data_that_is_not_as_long_as_announced_is_refused()
    {
        // CreateBuffer: id, context, flags, size, announced length, length in the frame, one byte.
        var bytes = new List<byte>();
        bytes.AddRange(BitConverter.GetBytes(1u));
        bytes.AddRange(BitConverter.GetBytes(1u));
        bytes.AddRange(BitConverter.GetBytes(0ul));
        bytes.AddRange(BitConverter.GetBytes(4ul));
        bytes.AddRange(BitConverter.GetBytes(4ul));
        bytes.AddRange(BitConverter.GetBytes(1));
        bytes.Add(0);
        var content = bytes.ToArray();

        fixed (byte* at = content)
        {
            var start = at;
            Assert.Throws<WireException>(() => Decoder.Read<CreateBuffer>(start, content.Length));
        }
    }
}
