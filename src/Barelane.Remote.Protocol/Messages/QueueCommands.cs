using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>What every command has: its queue, the event that stands for it (0: none), and the events it waits for.</summary>
internal struct CommandHead : ICoded
{
    public uint Queue;
    public uint Event;
    public IdList Waits;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Queue);
        coder.Value(ref Event);
        coder.Ids(ref Waits);
    }
}

internal struct Marker : IMessage
{
    public CommandHead Head;

    public static Opcode Opcode => Opcode.Marker;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
    }
}

internal struct Barrier : IMessage
{
    public CommandHead Head;

    public static Opcode Opcode => Opcode.Barrier;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
    }
}

internal struct Migrate : IMessage
{
    public CommandHead Head;
    public IdList Objects;
    public ulong Flags;

    public static Opcode Opcode => Opcode.Migrate;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        Head.Code(ref coder);
        coder.Ids(ref Objects);
        coder.Value(ref Flags);
    }
}

internal struct Flush : IMessage
{
    public uint Queue;

    public static Opcode Opcode => Opcode.Flush;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Queue);
    }
}

/// <summary>Answered by Done once everything that was enqueued before has ended.</summary>
internal struct Finish : IMessage
{
    public uint Queue;

    public static Opcode Opcode => Opcode.Finish;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Queue);
    }
}
