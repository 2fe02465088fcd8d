using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>A kernel over a range of up to three dimensions; without local sizes the device chooses.</summary>
internal struct Launch : IMessage
{
    public CommandHead Head;
    public uint Kernel;
    public uint Dimensions;
    public Triple Offset;
    public Triple Global;
    public bool HasLocal;
    public Triple Local;

    public static Opcode Opcode => Opcode.Launch;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Kernel);
        coder.Value(ref Dimensions);
        coder.Triple(ref Offset);
        coder.Triple(ref Global);
        coder.Value(ref HasLocal);
        coder.Triple(ref Local);
    }
}

/// <summary>Answered by Data, or by the bytes on the bulk stream where there are more than <see cref="ProtocolVersion.MaxInline"/>.</summary>
internal struct ReadBuffer : IMessage
{
    public CommandHead Head;
    public uint Memory;
    public ulong Offset;
    public ulong Size;

    public static Opcode Opcode => Opcode.ReadBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Memory);
        coder.Value(ref Offset);
        coder.Value(ref Size);
    }
}

internal struct WriteBuffer : IMessage
{
    public CommandHead Head;
    public uint Memory;
    public ulong Offset;
    public Payload Content;

    public static Opcode Opcode => Opcode.WriteBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Memory);
        coder.Value(ref Offset);
        Content.Code(ref coder);
    }
}

internal struct CopyBuffer : IMessage
{
    public CommandHead Head;
    public uint Source;
    public uint Target;
    public ulong SourceOffset;
    public ulong TargetOffset;
    public ulong Size;

    public static Opcode Opcode => Opcode.CopyBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Source);
        coder.Value(ref Target);
        coder.Value(ref SourceOffset);
        coder.Value(ref TargetOffset);
        coder.Value(ref Size);
    }
}

internal struct FillBuffer : IMessage
{
    public CommandHead Head;
    public uint Memory;
    public ulong Offset;
    public ulong Size;
    public Blob Pattern;

    public static Opcode Opcode => Opcode.FillBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Memory);
        coder.Value(ref Offset);
        coder.Value(ref Size);
        coder.Bytes(ref Pattern);
    }
}

/// <summary>The box of a buffer, without gaps; answered as ReadBuffer.</summary>
internal struct ReadRectangle : IMessage
{
    public CommandHead Head;
    public uint Memory;
    public Triple Origin;
    public Triple Region;
    public ulong RowPitch;
    public ulong SlicePitch;

    public static Opcode Opcode => Opcode.ReadRectangle;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Memory);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
        coder.Value(ref RowPitch);
        coder.Value(ref SlicePitch);
    }
}

/// <summary>The content comes without gaps.</summary>
internal struct WriteRectangle : IMessage
{
    public CommandHead Head;
    public uint Memory;
    public Triple Origin;
    public Triple Region;
    public ulong RowPitch;
    public ulong SlicePitch;
    public Payload Content;

    public static Opcode Opcode => Opcode.WriteRectangle;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Memory);
        coder.Triple(ref Origin);
        coder.Triple(ref Region);
        coder.Value(ref RowPitch);
        coder.Value(ref SlicePitch);
        Content.Code(ref coder);
    }
}

internal struct CopyRectangle : IMessage
{
    public CommandHead Head;
    public uint Source;
    public uint Target;
    public Triple SourceOrigin;
    public Triple TargetOrigin;
    public Triple Region;
    public ulong SourceRowPitch;
    public ulong SourceSlicePitch;
    public ulong TargetRowPitch;
    public ulong TargetSlicePitch;

    public static Opcode Opcode => Opcode.CopyRectangle;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Value(ref Source);
        coder.Value(ref Target);
        coder.Triple(ref SourceOrigin);
        coder.Triple(ref TargetOrigin);
        coder.Triple(ref Region);
        coder.Value(ref SourceRowPitch);
        coder.Value(ref SourceSlicePitch);
        coder.Value(ref TargetRowPitch);
        coder.Value(ref TargetSlicePitch);
    }
}
