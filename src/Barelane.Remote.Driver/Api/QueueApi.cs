using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class QueueApi
{
    [UnmanagedCallersOnly]
    public static nint CreateCommandQueue(nint context, nint device, ulong properties, int* status)
    {
        try
        {
            return Give.Made(Create(context, device, properties, null).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateCommandQueueWithProperties(nint context, nint device, ulong* properties, int* status)
    {
        try
        {
            ulong flags = 0;
            var isList = properties is not null;
            var list = new List<ulong>();
            for (; properties is not null && *properties != 0; properties += 2)
            {
                ClException.ThrowIf(properties[0] != 0x1093, ClError.InvalidValue);
                flags = properties[1];
                list.AddRange([properties[0], properties[1]]);
            }

            return Give.Made(Create(context, device, flags, isList ? [.. list, 0] : []).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainCommandQueue(nint queue) => ClObject.Retain<ClQueue>(queue, ClError.InvalidCommandQueue);

    [UnmanagedCallersOnly]
    public static int ReleaseCommandQueue(nint queue)
    {
        // The standard has a release flush the queue.
        Handles.TryFind<ClQueue>(queue)?.Session.TryPost(new Flush { Queue = Handles.TryFind<ClQueue>(queue)!.Id });
        return ClObject.Release<ClQueue>(queue, ClError.InvalidCommandQueue);
    }

    [UnmanagedCallersOnly]
    public static int GetCommandQueueInfo(nint queue, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClQueue>(queue, ClError.InvalidCommandQueue);
            return name switch
            {
                0x1090 => Give.Value(found.Context.Handle, size, value, needed),
                0x1091 => Give.Value(found.Device.Handle, size, value, needed),
                0x1092 => Give.Value(found.References, size, value, needed),
                0x1093 => Give.Value(found.Properties, size, value, needed),
                0x1094 => ClError.InvalidCommandQueue,
                0x1095 => Give.Value((nint)0, size, value, needed),
                0x1098 => Give.Array<ulong>(found.PropertyList ?? [], size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    /// <summary>Went with OpenCL 1.1.</summary>
    [UnmanagedCallersOnly]
    public static int SetCommandQueueProperty(nint queue, ulong properties, uint enable, ulong* old) => ClError.InvalidOperation;

    [UnmanagedCallersOnly]
    public static int Flush(nint queue)
    {
        try
        {
            var found = Handles.Find<ClQueue>(queue, ClError.InvalidCommandQueue);
            found.Session.Post(new Flush { Queue = found.Id });
            found.Session.Flush();
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int Finish(nint queue)
    {
        try
        {
            var found = Handles.Find<ClQueue>(queue, ClError.InvalidCommandQueue);
            var pending = found.Session.Ask(new Finish { Queue = found.Id }, new Pending());
            found.Session.Wait(pending);
            if (found.IsReading)
            {
                found.Session.Follow(() => !found.IsReading);
            }

            var failure = found.TakeFailure();
            return pending.Status != 0 ? pending.Status : failure;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static ClQueue Create(nint context, nint device, ulong properties, ulong[]? list)
    {
        var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
        var place = found.Device(device);
        ClException.ThrowIf((properties & ~15UL) != 0, ClError.InvalidValue);
        ClException.ThrowIf((properties & ~place.Properties.Number(0x102A)) != 0, ClError.InvalidQueueProperties);
        var queue = new ClQueue(found, place, properties) { PropertyList = list };
        queue.Session.Post(new CreateQueue { Id = queue.Id, Context = found.Id, Device = place.Place, Properties = properties });
        return queue;
    }
}
