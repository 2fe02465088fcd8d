using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>What a client asks the pool for, on its first connection.</summary>
internal struct Hello : IMessage
{
    public string Token;
    public string Lease;
    public string Client;
    public uint Devices;
    public ulong Memory;

    public static Opcode Opcode => Opcode.Hello;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Text(ref Token);
        coder.Text(ref Lease);
        coder.Text(ref Client);
        coder.Value(ref Devices);
        coder.Value(ref Memory);
    }
}

/// <summary>A session is there: its two streams are opened with its id, under its key (empty: in the clear).</summary>
internal struct Welcome : IMessage
{
    public byte[] Session;
    public byte[] Key;

    public static Opcode Opcode => Opcode.Welcome;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Bytes(ref Session);
        coder.Bytes(ref Key);
    }
}

internal struct Refused : IMessage
{
    public string Reason;

    public static Opcode Opcode => Opcode.Refused;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Text(ref Reason);
}
