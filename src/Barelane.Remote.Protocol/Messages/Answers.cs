using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>The first frame of a worker: everything that never changes, once.</summary>
internal struct Ready : IMessage
{
    public Property[] Platform;
    public DeviceItem[] Devices;

    /// <summary>Bytes of device memory that the session may hold; 0: what the device has.</summary>
    public ulong MemoryLimit;

    public static Opcode Opcode => Opcode.Ready;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.List(ref Platform);
        coder.List(ref Devices);
        coder.Value(ref MemoryLimit);
    }
}

internal struct Done : IMessage
{
    public int Status;

    public static Opcode Opcode => Opcode.Done;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Value(ref Status);
}

internal struct Data : IMessage
{
    public int Status;
    public Blob Bytes;

    public static Opcode Opcode => Opcode.Data;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Status);
        coder.Bytes(ref Bytes);
    }
}

/// <summary>An event has a new status; with completion come the four times, in ns, of a queue that takes them.</summary>
internal struct EventChanged : IMessage
{
    public uint Id;
    public int Status;
    public ulong Queued;
    public ulong Submitted;
    public ulong Started;
    public ulong Ended;

    public static Opcode Opcode => Opcode.EventChanged;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Status);
        coder.Value(ref Queued);
        coder.Value(ref Submitted);
        coder.Value(ref Started);
        coder.Value(ref Ended);
    }
}

/// <summary>A command that needed no answer could not be enqueued; told at the queue's next synchronous call.</summary>
internal struct QueueFailed : IMessage
{
    public uint Queue;
    public int Status;

    public static Opcode Opcode => Opcode.QueueFailed;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Queue);
        coder.Value(ref Status);
    }
}

/// <summary>The end of a build, a compilation or a link, with all that is known of the program then.</summary>
internal struct Built : IMessage
{
    public int Status;
    public BuildItem[] Devices;
    public KernelItem[] Kernels;

    public static Opcode Opcode => Opcode.Built;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Status);
        coder.List(ref Devices);
        coder.List(ref Kernels);
    }
}

internal struct ProgramMade : IMessage
{
    public int Status;
    public IdList DeviceStatus;

    public static Opcode Opcode => Opcode.ProgramMade;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Status);
        coder.Ids(ref DeviceStatus);
    }
}

/// <summary>What kernels printed.</summary>
internal struct Output : IMessage
{
    public Blob Bytes;

    public static Opcode Opcode => Opcode.Output;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Bytes(ref Bytes);
}

/// <summary>Why the server ends the session.</summary>
internal struct Farewell : IMessage
{
    public string Reason;

    public static Opcode Opcode => Opcode.Farewell;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Text(ref Reason);
}

/// <summary>A program's binaries, one a device of its context; an empty one where there is none.</summary>
internal struct Binaries : IMessage
{
    public int Status;
    public BytesItem[] Items;

    public static Opcode Opcode => Opcode.Data;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Status);
        coder.List(ref Items);
    }
}
