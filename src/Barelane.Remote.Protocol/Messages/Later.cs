using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

// What came after OpenCL 1.2.

/// <summary>A kernel of the same function, with the arguments that the other has now.</summary>
internal struct CloneKernel : IMessage
{
    public uint Id;
    public uint Source;

    public static Opcode Opcode => Opcode.CloneKernel;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Source);
    }
}

/// <summary>How a kernel's work is cut into sub-groups on a device. Answered by Data.</summary>
internal struct GetSubGroups : IMessage
{
    public uint Kernel;
    public uint Device;
    public uint Name;
    public uint Room;
    public Blob Input;

    public static Opcode Opcode => Opcode.GetSubGroups;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Kernel);
        coder.Value(ref Device);
        coder.Value(ref Name);
        coder.Value(ref Room);
        coder.Bytes(ref Input);
    }
}

/// <summary>A constant of a program in an intermediate language. Answered by Done.</summary>
internal struct SetSpecialization : IMessage
{
    public uint Program;
    public uint Number;
    public Blob Value;

    public static Opcode Opcode => Opcode.SetSpecialization;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Program);
        coder.Value(ref Number);
        coder.Bytes(ref Value);
    }
}
