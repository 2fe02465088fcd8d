using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

// Ids are allotted by the client: small numbers, used again once released; 0 is no object. Devices are places in the list that Ready gave.

internal struct CreateContext : IMessage
{
    public uint Id;
    public IdList Devices;

    public static Opcode Opcode => Opcode.CreateContext;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Ids(ref Devices);
    }
}

/// <summary>The client will not use the object again; what is enqueued still may.</summary>
internal struct Release : IMessage
{
    public uint Id;

    public static Opcode Opcode => Opcode.Release;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Value(ref Id);
}

internal struct CreateQueue : IMessage
{
    public uint Id;
    public uint Context;
    public uint Device;
    public ulong Properties;

    public static Opcode Opcode => Opcode.CreateQueue;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Value(ref Device);
        coder.Value(ref Properties);
    }
}

/// <summary>A buffer, with its first content where there is some. Answered by Done if asked.</summary>
internal struct CreateBuffer : IMessage
{
    public uint Id;
    public uint Context;
    public ulong Flags;
    public ulong Size;
    public Payload Content;

    public static Opcode Opcode => Opcode.CreateBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Value(ref Flags);
        coder.Value(ref Size);
        Content.Code(ref coder);
    }
}

internal struct CreateSubBuffer : IMessage
{
    public uint Id;
    public uint Parent;
    public ulong Flags;
    public ulong Origin;
    public ulong Size;

    public static Opcode Opcode => Opcode.CreateSubBuffer;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Parent);
        coder.Value(ref Flags);
        coder.Value(ref Origin);
        coder.Value(ref Size);
    }
}

/// <summary>An image of any kind; <see cref="Buffer"/> is what a 1D buffer image is made over. Content comes without gaps between rows.</summary>
internal struct CreateImage : IMessage
{
    public uint Id;
    public uint Context;
    public ulong Flags;
    public uint ChannelOrder;
    public uint ChannelType;
    public uint Kind;
    public Triple Extent;
    public ulong ArraySize;
    public ulong RowPitch;
    public uint Buffer;
    public Payload Content;

    public static Opcode Opcode => Opcode.CreateImage;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Value(ref Flags);
        coder.Value(ref ChannelOrder);
        coder.Value(ref ChannelType);
        coder.Value(ref Kind);
        coder.Triple(ref Extent);
        coder.Value(ref ArraySize);
        coder.Value(ref RowPitch);
        coder.Value(ref Buffer);
        Content.Code(ref coder);
    }
}

internal struct CreateSampler : IMessage
{
    public uint Id;
    public uint Context;
    public bool Normalized;
    public uint Addressing;
    public uint Filter;

    public static Opcode Opcode => Opcode.CreateSampler;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Value(ref Normalized);
        coder.Value(ref Addressing);
        coder.Value(ref Filter);
    }
}

internal struct CreateUserEvent : IMessage
{
    public uint Id;
    public uint Context;

    public static Opcode Opcode => Opcode.CreateUserEvent;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
    }
}

internal struct SetUserEvent : IMessage
{
    public uint Id;
    public int Status;

    public static Opcode Opcode => Opcode.SetUserEvent;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Status);
    }
}

/// <summary>Tell when the event reaches this status, too (completion is always told).</summary>
internal struct WatchEvent : IMessage
{
    public uint Id;
    public int Status;

    public static Opcode Opcode => Opcode.WatchEvent;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Status);
    }
}

/// <summary>Answered by Data: pairs of channel order and type.</summary>
internal struct GetImageFormats : IMessage
{
    public uint Context;
    public ulong Flags;
    public uint Kind;

    public static Opcode Opcode => Opcode.GetImageFormats;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Context);
        coder.Value(ref Flags);
        coder.Value(ref Kind);
    }
}
