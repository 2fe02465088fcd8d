using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>
/// Cuts a device into parts, as the list of 64-bit properties says, its closing zero included. With <see cref="Room"/> 0 nothing is made, only counted. Answered by SubDevicesMade.
/// </summary>
internal struct CreateSubDevices : IMessage
{
    public uint Device;
    public uint Room;
    public Blob Properties;

    public static Opcode Opcode => Opcode.CreateSubDevices;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Device);
        coder.Value(ref Room);
        coder.Bytes(ref Properties);
    }
}

/// <summary>The client will not use the part again.</summary>
internal struct ReleaseSubDevice : IMessage
{
    public uint Device;

    public static Opcode Opcode => Opcode.ReleaseSubDevice;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Value(ref Device);
}

/// <summary>How many parts there are, and, where they were made, the place of the first in the session's list of devices and what each says of itself.</summary>
internal struct SubDevicesMade : IMessage
{
    public int Status;
    public uint Count;
    public uint First;
    public DeviceItem[] Devices;

    public static Opcode Opcode => Opcode.SubDevicesMade;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Status);
        coder.Value(ref Count);
        coder.Value(ref First);
        coder.List(ref Devices);
    }
}
