using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class DeviceApi
{
    private const ulong Default = 1;
    private const ulong All = 0xFFFFFFFF;
    private const nint Equally = 0x1086;
    private const nint ByCounts = 0x1087;
    private const nint ByAffinity = 0x1088;
    private const int MostCounts = 4000;

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
                0x1042 => Give.Value(found.Parent?.Handle ?? 0, size, value, needed),
                0x1047 => Give.Value(found.Parent is null ? 1u : found.References, size, value, needed),
                0x1027 => Give.Value(found.Platform.Session.IsDead ? 0u : 1, size, value, needed),
                _ => found.Properties[name] is { } answer ? Give.Bytes(answer, size, value, needed) : ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int CreateSubDevices(nint device, nint* properties, uint room, nint* devices, uint* count)
    {
        try
        {
            var found = Handles.Find<ClDevice>(device, ClError.InvalidDevice);
            ClException.ThrowIf(properties is null || (devices is null && count is null) || (devices is not null && room == 0), ClError.InvalidValue);
            var list = new ReadOnlySpan<byte>(properties, Length(properties) * sizeof(nint));
            SubDevicesMade made;
            fixed (byte* at = list)
            {
                made = found.Platform.Session.AskFor<CreateSubDevices, SubDevicesMade>(new CreateSubDevices { Device = found.Place, Room = devices is null ? 0 : room, Properties = new Blob(at, list.Length) });
            }

            ClException.ThrowIf(made.Status != 0, made.Status);
            for (var i = 0; devices is not null && i < made.Devices.Length; i++)
            {
                devices[i] = new ClDevice(found.Platform, made.First + (uint)i, new PropertyTable(made.Devices[i].Properties), found).Handle;
            }

            if (count is not null)
            {
                *count = made.Count;
            }

            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainDevice(nint device) => Handles.TryFind<ClDevice>(device) is { Parent: null } ? 0 : ClObject.Retain<ClDevice>(device, ClError.InvalidDevice);

    [UnmanagedCallersOnly]
    public static int ReleaseDevice(nint device) => Handles.TryFind<ClDevice>(device) is { Parent: null } ? 0 : ClObject.Release<ClDevice>(device, ClError.InvalidDevice);

    /// <summary>How long a list of properties for cutting a device is, its closing zero included.</summary>
    private static int Length(nint* properties)
    {
        switch (properties[0])
        {
            case Equally or ByAffinity:
                ClException.ThrowIf(properties[2] != 0, ClError.InvalidValue);
                return 3;
            case ByCounts:
                var end = 1;
                while (properties[end] != 0 && end < MostCounts)
                {
                    end++;
                }

                ClException.ThrowIf(properties[end] != 0 || properties[end + 1] != 0, ClError.InvalidValue);
                return end + 2;
            default:
                throw new ClException(ClError.InvalidValue);
        }
    }

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
