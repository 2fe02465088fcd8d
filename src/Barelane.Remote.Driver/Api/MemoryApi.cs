using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;

namespace Barelane.Remote.Driver.Api;

/// <summary>What buffers and images have in common.</summary>
internal static unsafe class MemoryApi
{
    [UnmanagedCallersOnly]
    public static int RetainMemObject(nint memory) => ClObject.Retain<ClMemory>(memory, ClError.InvalidMemObject);

    [UnmanagedCallersOnly]
    public static int ReleaseMemObject(nint memory) => ClObject.Release<ClMemory>(memory, ClError.InvalidMemObject);

    [UnmanagedCallersOnly]
    public static int SetMemObjectDestructorCallback(nint memory, void* notify, void* data)
    {
        try
        {
            var found = Handles.Find<ClMemory>(memory, ClError.InvalidMemObject);
            ClException.ThrowIf(notify is null, ClError.InvalidValue);
            found.OnEnd((nint)notify, (nint)data);
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetMemObjectInfo(nint memory, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClMemory>(memory, ClError.InvalidMemObject);
            return name switch
            {
                0x1100 => Give.Value(found.Kind, size, value, needed),
                0x1101 => Give.Value(found.Flags, size, value, needed),
                0x1102 => Give.Value(found.Size, size, value, needed),
                0x1103 => Give.Value((nint)found.Host, size, value, needed),
                0x1104 => Give.Value(found.MapCount, size, value, needed),
                0x1105 => Give.Value(found.References, size, value, needed),
                0x1106 => Give.Value(found.Context.Handle, size, value, needed),
                0x1107 => Give.Value(found.Parent?.Handle ?? 0, size, value, needed),
                0x1108 => Give.Value((nuint)found.Origin, size, value, needed),
                0x1109 => Give.Value(0u, size, value, needed),
                0x110A => Give.Array<ulong>(found.PropertyList, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetImageInfo(nint image, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClMemory>(image, ClError.InvalidMemObject);
            var shape = found.Image ?? throw new ClException(ClError.InvalidMemObject);
            return name switch
            {
                0x1110 => Give.Value(shape.ChannelOrder | ((ulong)shape.ChannelType << 32), size, value, needed),
                0x1111 => Give.Value((nuint)shape.Pixel, size, value, needed),
                0x1112 => Give.Value((nuint)shape.RowPitch, size, value, needed),
                0x1113 => Give.Value((nuint)shape.SlicePitch, size, value, needed),
                0x1114 => Give.Value((nuint)shape.Width, size, value, needed),
                0x1115 => Give.Value((nuint)(shape.Kind is ImageShape.Image1D or ImageShape.Image1DArray or ImageShape.Image1DBuffer ? 0 : shape.Height), size, value, needed),
                0x1116 => Give.Value((nuint)(shape.Kind == ImageShape.Image3D ? shape.Depth : 0), size, value, needed),
                0x1117 => Give.Value((nuint)(shape.Kind is ImageShape.Image1DArray or ImageShape.Image2DArray ? shape.ArraySize : 0), size, value, needed),
                0x1118 => Give.Value(found.Parent?.Handle ?? 0, size, value, needed),
                0x1119 or 0x111A => Give.Value(0u, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }
}
