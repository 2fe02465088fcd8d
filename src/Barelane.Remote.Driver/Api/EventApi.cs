using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class EventApi
{
    [UnmanagedCallersOnly]
    public static int WaitForEvents(uint count, nint* events)
    {
        try
        {
            ClException.ThrowIf(count == 0 || events is null, ClError.InvalidValue);
            var found = Handles.FindAll<ClEvent>(count, events, ClError.InvalidEvent);
            ClException.ThrowIf(found.Any(e => e.Context != found[0].Context), ClError.InvalidContext);
            Array.ForEach(found, e => e.Session.Wait(e));
            ClException.ThrowIf(Array.Exists(found, e => !e.IsComplete), ClError.OutOfResources);
            return Array.Exists(found, e => e.Status < 0) ? ClError.ExecStatusErrorForEventsInWaitList : 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateUserEvent(nint context, int* status)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            var happening = new ClEvent(found, null, 0x1204);
            found.Session.Post(new CreateUserEvent { Id = happening.Id, Context = found.Id });
            return Give.Made(happening.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int SetUserEventStatus(nint happening, int status)
    {
        try
        {
            var found = Handles.Find<ClEvent>(happening, ClError.InvalidEvent);
            ClException.ThrowIf(!found.IsUser, ClError.InvalidEvent);
            ClException.ThrowIf(status > 0, ClError.InvalidValue);
            ClException.ThrowIf(!found.TrySet(status), ClError.InvalidOperation);
            found.Session.Flush();
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainEvent(nint happening) => ClObject.Retain<ClEvent>(happening, ClError.InvalidEvent);

    [UnmanagedCallersOnly]
    public static int ReleaseEvent(nint happening) => ClObject.Release<ClEvent>(happening, ClError.InvalidEvent);

    [UnmanagedCallersOnly]
    public static int SetEventCallback(nint happening, int status, void* notify, void* data)
    {
        try
        {
            var found = Handles.Find<ClEvent>(happening, ClError.InvalidEvent);
            ClException.ThrowIf(notify is null || status is not (0 or 1 or 2), ClError.InvalidValue);
            if (status > 0 && !found.IsUser)
            {
                found.Session.Post(new WatchEvent { Id = found.Id, Status = status });
            }

            found.OnReached(status, (nint)notify, data);
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetEventInfo(nint happening, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClEvent>(happening, ClError.InvalidEvent);
            if (name == 0x11D3 && value is not null && !found.IsComplete && !found.Session.IsDead)
            {
                found.Session.Poll();
            }

            return name switch
            {
                0x11D0 => Give.Value(found.Queue?.Handle ?? 0, size, value, needed),
                0x11D1 => Give.Value(found.Command, size, value, needed),
                0x11D2 => Give.Value(found.References, size, value, needed),
                0x11D3 => Give.Value(found.Status, size, value, needed),
                0x11D4 => Give.Value(found.Context.Handle, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetEventProfilingInfo(nint happening, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClEvent>(happening, ClError.InvalidEvent);
            ClException.ThrowIf(found.Queue is not { IsProfiled: true } || found.Status != 0, ClError.ProfilingInfoNotAvailable);
            return name is >= 0x1280 and <= 0x1284 ? Give.Value(found.Times[Math.Min(name - 0x1280, 3)], size, value, needed) : ClError.InvalidValue;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }
}
