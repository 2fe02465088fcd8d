using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

internal struct CreateProgramFromSource : IMessage
{
    public uint Id;
    public uint Context;
    public Blob Source;

    public static Opcode Opcode => Opcode.CreateProgramFromSource;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Bytes(ref Source);
    }
}

/// <summary>A binary for each device. Answered by ProgramMade.</summary>
internal struct CreateProgramFromBinary : IMessage
{
    public uint Id;
    public uint Context;
    public IdList Devices;
    public BytesItem[] Binaries;

    public static Opcode Opcode => Opcode.CreateProgramFromBinary;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Ids(ref Devices);
        coder.List(ref Binaries);
    }
}

/// <summary>A program in an intermediate language. Answered by ProgramMade.</summary>
internal struct CreateProgramFromIL : IMessage
{
    public uint Id;
    public uint Context;
    public Blob Source;

    public static Opcode Opcode => Opcode.CreateProgramFromIL;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Bytes(ref Source);
    }
}

/// <summary>Kernels that the devices have built in, by names with ';' between. Answered by Built.</summary>
internal struct CreateBuiltInProgram : IMessage
{
    public uint Id;
    public uint Context;
    public IdList Devices;
    public string Kernels;

    public static Opcode Opcode => Opcode.CreateBuiltInProgram;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Ids(ref Devices);
        coder.Text(ref Kernels);
    }
}

/// <summary>Answered by Built. Files are the client's own, which the options' include folders name.</summary>
internal struct BuildProgram : IMessage
{
    public uint Id;
    public IdList Devices;
    public string Options;
    public FileItem[] Files;

    public static Opcode Opcode => Opcode.BuildProgram;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Ids(ref Devices);
        coder.Text(ref Options);
        coder.List(ref Files);
    }
}

/// <summary>Answered by Built.</summary>
internal struct CompileProgram : IMessage
{
    public uint Id;
    public IdList Devices;
    public string Options;
    public IdList Headers;
    public TextItem[] HeaderNames;
    public FileItem[] Files;

    public static Opcode Opcode => Opcode.CompileProgram;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Ids(ref Devices);
        coder.Text(ref Options);
        coder.Ids(ref Headers);
        coder.List(ref HeaderNames);
        coder.List(ref Files);
    }
}

/// <summary>Makes a new program of compiled ones. Answered by Built.</summary>
internal struct LinkProgram : IMessage
{
    public uint Id;
    public uint Context;
    public IdList Devices;
    public string Options;
    public IdList Inputs;

    public static Opcode Opcode => Opcode.LinkProgram;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Context);
        coder.Ids(ref Devices);
        coder.Text(ref Options);
        coder.Ids(ref Inputs);
    }
}

/// <summary>Answered by Binaries.</summary>
internal struct GetBinaries : IMessage
{
    public uint Program;

    public static Opcode Opcode => Opcode.GetBinaries;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Value(ref Program);
}

internal struct CreateKernel : IMessage
{
    public uint Id;
    public uint Program;
    public string Name;

    public static Opcode Opcode => Opcode.CreateKernel;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Id);
        coder.Value(ref Program);
        coder.Text(ref Name);
    }
}

internal struct SetKernelArgument : IMessage
{
    public uint Kernel;
    public uint Index;
    public ArgumentKind Kind;

    /// <summary>Of local memory: its size. Of an object: its id, or 0.</summary>
    public ulong Number;
    public Blob Value;

    public static Opcode Opcode => Opcode.SetKernelArgument;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Kernel);
        coder.Value(ref Index);
        var kind = (uint)Kind;
        coder.Value(ref kind);
        Kind = (ArgumentKind)kind;
        coder.Value(ref Number);
        coder.Bytes(ref Value);
    }
}
