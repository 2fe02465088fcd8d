using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class DeviceApi
{
    private const ulong Default = 1;
    private const ulong All = 0xFFFFFFFF;

    [UnmanagedCallersOnly]
    public static int GetDeviceIDs(nint platform, ulong type, uint room, nint* devices, uint* count)
    {
        try
        {
            var found = OfType(PlatformApi.Find(platform), type);
            if ((room == 0 && devices is not null) || (devices is null && count is null))
            {
                return ClError.InvalidValue;
            }

            return found.Length == 0 ? ClError.DeviceNotFound : Give.List([.. found.Select(d => d.Handle)], room, devices, count);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetDeviceInfo(nint device, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClDevice>(device, ClError.InvalidDevice);
            return name switch
            {
                0x1031 => Give.Value(found.Platform.Handle, size, value, needed),
                0x1042 => Give.Value((nint)0, size, value, needed),
                0x1047 => Give.Value(1u, size, value, needed),
                0x1027 => Give.Value(found.Platform.Session.IsDead ? 0u : 1, size, value, needed),
                _ => found.Properties[name] is { } answer ? Give.Bytes(answer, size, value, needed) : ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    /// <summary>No device can be cut into parts, and says so.</summary>
    [UnmanagedCallersOnly]
    public static int CreateSubDevices(nint device, nint* properties, uint room, nint* devices, uint* count) =>
        Handles.TryFind<ClDevice>(device) is null ? ClError.InvalidDevice : ClError.InvalidValue;

    [UnmanagedCallersOnly]
    public static int RetainDevice(nint device) => Handles.TryFind<ClDevice>(device) is null ? ClError.InvalidDevice : 0;

    [UnmanagedCallersOnly]
    public static int ReleaseDevice(nint device) => Handles.TryFind<ClDevice>(device) is null ? ClError.InvalidDevice : 0;

    /// <summary>The platform's devices of a type, or of any.</summary>
    public static ClDevice[] OfType(ClPlatform platform, ulong type)
    {
        ClException.ThrowIf(type != All && (type == 0 || (type & ~31UL) != 0), ClError.InvalidDeviceType);
        if (type == All)
        {
            return platform.Devices;
        }

        var found = platform.Devices.Where(d => (d.Type & type & ~Default) != 0).ToArray();
        return found.Length == 0 && (type & Default) != 0 ? [.. platform.Devices.Take(1)] : found;
    }
}
