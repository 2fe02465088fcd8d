using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>A box of an image, without gaps; answered as ReadBuffer.</summary>
internal struct ReadImage : IMessage
{
    public CommandHead Head;
    public uint Image;
    public Triple Origin;
    public Triple Region;

    public static Opcode Opcode => Opcode.ReadImage;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Image);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
    }
}

/// <summary>The content comes without gaps.</summary>
internal struct WriteImage : IMessage
{
    public CommandHead Head;
    public uint Image;
    public Triple Origin;
    public Triple Region;
    public Payload Content;

    public static Opcode Opcode => Opcode.WriteImage;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Image);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
        Content.Code(ref coder);
    }
}

internal struct CopyImage : IMessage
{
    public CommandHead Head;
    public uint Source;
    public uint Target;
    public Triple SourceOrigin;
    public Triple TargetOrigin;
    public Triple Region;

    public static Opcode Opcode => Opcode.CopyImage;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Source);
        coder.Value(ref Target);
        coder.Triple(ref SourceOrigin);
        coder.Triple(ref TargetOrigin);
        coder.Triple(ref Region);
    }
}

internal struct CopyImageToBuffer : IMessage
{
    public CommandHead Head;
    public uint Image;
    public uint Buffer;
    public Triple Origin;
    public Triple Region;
    public ulong Offset;

    public static Opcode Opcode => Opcode.CopyImageToBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Image);
        coder.Value(ref Buffer);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
        coder.Value(ref Offset);
    }
}

internal struct CopyBufferToImage : IMessage
{
    public CommandHead Head;
    public uint Buffer;
    public uint Image;
    public ulong Offset;
    public Triple Origin;
    public Triple Region;

    public static Opcode Opcode => Opcode.CopyBufferToImage;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Buffer);
        coder.Value(ref Image);
        coder.Value(ref Offset);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
    }
}

internal struct FillImage : IMessage
{
    public CommandHead Head;
    public uint Image;
    public Triple Origin;
    public Triple Region;
    public Blob Colour;

    public static Opcode Opcode => Opcode.FillImage;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Image);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
        coder.Bytes(ref Colour);
    }
}
