using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class ContextApi
{
    private const nint PlatformProperty = 0x1084;
    private const nint UserSync = 0x1085;

    [UnmanagedCallersOnly]
    public static nint CreateContext(nint* properties, uint count, nint* devices, void* notify, void* data, int* status)
    {
        try
        {
            var list = Properties(properties);
            ClException.ThrowIf(count == 0 || devices is null || (notify is null && data is not null), ClError.InvalidValue);
            return Give.Made(Create(Handles.FindAll<ClDevice>(count, devices, ClError.InvalidDevice), list).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateContextFromType(nint* properties, ulong type, void* notify, void* data, int* status)
    {
        try
        {
            var list = Properties(properties);
            ClException.ThrowIf(notify is null && data is not null, ClError.InvalidValue);
            var at = Array.IndexOf(list, PlatformProperty);
            var devices = DeviceApi.OfType(PlatformApi.Find(at >= 0 ? list[at + 1] : 0), type);
            ClException.ThrowIf(devices.Length == 0, ClError.DeviceNotFound);
            return Give.Made(Create(devices, list).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainContext(nint context) => ClObject.Retain<ClContext>(context, ClError.InvalidContext);

    [UnmanagedCallersOnly]
    public static int ReleaseContext(nint context) => ClObject.Release<ClContext>(context, ClError.InvalidContext);

    [UnmanagedCallersOnly]
    public static int GetContextInfo(nint context, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            return name switch
            {
                0x1080 => Give.Value(found.References, size, value, needed),
                0x1081 => Give.Array<nint>([.. found.Devices.Select(d => d.Handle)], size, value, needed),
                0x1082 => Give.Array<nint>(found.Properties, size, value, needed),
                0x1083 => Give.Value((uint)found.Devices.Length, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static ClContext Create(ClDevice[] devices, nint[] properties)
    {
        ClException.ThrowIf(devices.Any(d => d.Platform != devices[0].Platform), ClError.InvalidDevice);
        devices = [.. devices.Distinct()];
        var context = new ClContext(devices, properties);
        var places = devices.Select(d => d.Place).ToArray();
        fixed (uint* at = places)
        {
            context.Session.Post(new CreateContext { Id = context.Id, Devices = new IdList(at, places.Length) });
        }

        return context;
    }

    /// <summary>The list as given, its end included; one with a name that is not allowed is refused.</summary>
    private static nint[] Properties(nint* properties)
    {
        if (properties is null)
        {
            return [];
        }

        var list = new List<nint>();
        for (; *properties != 0; properties += 2)
        {
            ClException.ThrowIf((properties[0] != PlatformProperty && properties[0] != UserSync) || list.Contains(properties[0]), ClError.InvalidProperty);
            if (properties[0] == PlatformProperty)
            {
                _ = Handles.Find<ClPlatform>(properties[1], ClError.InvalidPlatform);
            }

            list.Add(properties[0]);
            list.Add(properties[1]);
        }

        return [.. list, 0];
    }
}
