using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Launches, markers and barriers.</summary>
internal static unsafe class LaunchApi
{
    [UnmanagedCallersOnly]
    public static int EnqueueNDRangeKernel(nint queue, nint kernel, uint dimensions, nuint* offset, nuint* global, nuint* local, uint count, nint* waits, nint* done)
    {
        try
        {
            return Launch(queue, kernel, dimensions, offset, global, local, count, waits, done, 0x11F0);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueTask(nint queue, nint kernel, uint count, nint* waits, nint* done)
    {
        try
        {
            nuint one = 1;
            return Launch(queue, kernel, 1, null, &one, &one, count, waits, done, 0x11F1);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    /// <summary>The program's functions are not on the server: no device claims to run them.</summary>
    [UnmanagedCallersOnly]
    public static int EnqueueNativeKernel(nint queue, void* function, void* arguments, nuint size, uint objectCount, nint* objects, void** places, uint count, nint* waits, nint* done) =>
        Handles.TryFind<ClQueue>(queue) is null ? ClError.InvalidCommandQueue : ClError.InvalidOperation;

    [UnmanagedCallersOnly]
    public static int EnqueueMarkerWithWaitList(nint queue, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11FE, done, ref head);
            on.Session.Post(new Marker { Head = head });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueBarrierWithWaitList(nint queue, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x1205, done, ref head);
            on.Session.Post(new Protocol.Messages.Barrier { Head = head });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueMarker(nint queue, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            ClException.ThrowIf(done is null, ClError.InvalidValue);
            var head = Commands.Head(on, 0, null);
            _ = Commands.Event(on, 0x11FE, done, ref head);
            on.Session.Post(new Marker { Head = head });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueBarrier(nint queue)
    {
        try
        {
            var on = Commands.Queue(queue);
            on.Session.Post(new Protocol.Messages.Barrier { Head = Commands.Head(on, 0, null) });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueWaitForEvents(nint queue, uint count, nint* waits)
    {
        try
        {
            var on = Commands.Queue(queue);
            ClException.ThrowIf(count == 0 || waits is null, ClError.InvalidValue);
            for (uint i = 0; i < count; i++)
            {
                _ = Handles.Find<ClEvent>(waits[i], ClError.InvalidEvent);
            }

            on.Session.Post(new Protocol.Messages.Barrier { Head = Commands.Head(on, count, waits) });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static int Launch(nint queue, nint kernel, uint dimensions, nuint* offset, nuint* global, nuint* local, uint count, nint* waits, nint* done, uint command)
    {
        var on = Commands.Queue(queue);
        var found = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
        ClException.ThrowIf(found.Program.Context != on.Context, ClError.InvalidContext);
        ClException.ThrowIf(!found.HasAllArguments, ClError.InvalidKernelArgs);
        ClException.ThrowIf(dimensions is 0 or > 3, ClError.InvalidWorkDimension);
        if (on.Device.IsLater && (global is null || Sizes(global, dimensions, 1) is { X: 0 } or { Y: 0 } or { Z: 0 }))
        {
            // Since OpenCL 2.1 no work at all is a command that waits and ends.
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, command, done, ref head);
            on.Session.Post(new Marker { Head = head });
            return 0;
        }

        ClException.ThrowIf(global is null, ClError.InvalidGlobalWorkSize);
        var message = new Launch { Kernel = found.Id, Dimensions = dimensions, HasLocal = local is not null, Global = Sizes(global, dimensions, 1), Offset = Sizes(offset, dimensions, 0), Local = Sizes(local, dimensions, 1) };
        CheckSizes(on.Device, found, message);
        message.Head = Commands.Head(on, count, waits);
        _ = Commands.Event(on, command, done, ref message.Head);
        on.Session.Post(message);
        return 0;
    }

    private static void CheckSizes(ClDevice device, ClKernel kernel, in Launch launch)
    {
        var (global, local) = (launch.Global, launch.Local);
        ClException.ThrowIf(global.X == 0 || global.Y == 0 || global.Z == 0, ClError.InvalidGlobalWorkSize);
        ClException.ThrowIf(launch.Offset.X + global.X < global.X || launch.Offset.Y + global.Y < global.Y || launch.Offset.Z + global.Z < global.Z, ClError.InvalidGlobalOffset);
        var required = RequiredSize(device, kernel);
        if (!launch.HasLocal)
        {
            ClException.ThrowIf(required is not null, ClError.InvalidWorkGroupSize);
            return;
        }

        ClException.ThrowIf(local.X == 0 || local.Y == 0 || local.Z == 0, ClError.InvalidWorkGroupSize);
        ClException.ThrowIf(!device.TakesUnevenGroups && (global.X % local.X != 0 || global.Y % local.Y != 0 || global.Z % local.Z != 0), ClError.InvalidWorkGroupSize);
        ClException.ThrowIf((UInt128)local.X * local.Y * local.Z > device.MaxWorkGroup, ClError.InvalidWorkGroupSize);
        ClException.ThrowIf(required is { } size && size != local, ClError.InvalidWorkGroupSize);
        var most = device.MaxWorkItems;
        ClException.ThrowIf(most.Length >= 3 && (local.X > most[0] || local.Y > most[1] || local.Z > most[2]), ClError.InvalidWorkItemSize);
    }

    /// <summary>The local size that the kernel's source demands; null where it demands none.</summary>
    private static Triple? RequiredSize(ClDevice device, ClKernel kernel)
    {
        var at = Array.IndexOf(kernel.Program.Devices, device);
        ClException.ThrowIf(at < 0, ClError.InvalidProgramExecutable);
        var required = kernel.Required[at];
        return required == default ? null : required;
    }

    private static Triple Sizes(nuint* sizes, uint dimensions, ulong rest) => sizes is null
        ? new Triple(rest, rest, rest)
        : new Triple(sizes[0], dimensions > 1 ? sizes[1] : rest, dimensions > 2 ? sizes[2] : rest);
}
