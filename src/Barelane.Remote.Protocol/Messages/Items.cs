using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

internal struct BytesItem : ICoded
{
    public byte[] Bytes;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Bytes(ref Bytes);
}

internal struct TextItem : ICoded
{
    public string Text;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Text(ref Text);
}

/// <summary>A file of the client's: the include folder of the build options that it stands in, and its path within.</summary>
internal struct FileItem : ICoded
{
    public string Folder;
    public string Path;
    public byte[] Content;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Text(ref Folder);
        coder.Text(ref Path);
        coder.Bytes(ref Content);
    }
}

/// <summary>The answer to an information query that never changes.</summary>
internal struct Property : ICoded
{
    public uint Name;
    public byte[] Value;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Name);
        coder.Bytes(ref Value);
    }
}

internal struct DeviceItem : ICoded
{
    public Property[] Properties;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.List(ref Properties);
}

/// <summary>A kernel of a built program, whole: its arguments and what each device says of it.</summary>
internal struct KernelItem : ICoded
{
    public string Name;
    public string Attributes;
    public bool HasArgumentInfo;
    public ArgumentItem[] Arguments;
    public DeviceItem[] Devices;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Text(ref Name);
        coder.Text(ref Attributes);
        coder.Value(ref HasArgumentInfo);
        coder.List(ref Arguments);
        coder.List(ref Devices);
    }
}

internal struct ArgumentItem : ICoded
{
    public uint AddressQualifier;
    public uint AccessQualifier;
    public ulong TypeQualifier;
    public string TypeName;
    public string Name;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref AddressQualifier);
        coder.Value(ref AccessQualifier);
        coder.Value(ref TypeQualifier);
        coder.Text(ref TypeName);
        coder.Text(ref Name);
    }
}

/// <summary>How a build went on one device.</summary>
internal struct BuildItem : ICoded
{
    public int Status;
    public uint BinaryType;

    /// <summary>Bytes of the program's variables in global memory.</summary>
    public ulong GlobalVariables;
    public string Log;

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder
    {
        coder.Value(ref Status);
        coder.Value(ref BinaryType);
        coder.Value(ref GlobalVariables);
        coder.Text(ref Log);
    }
}
