using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Buffers and parts of them.</summary>
internal static unsafe class BufferApi
{
    [UnmanagedCallersOnly]
    public static nint CreateBuffer(nint context, ulong flags, nuint size, void* host, int* status)
    {
        try
        {
            return Give.Made(Create(context, flags, size, host).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateBufferWithProperties(nint context, ulong* properties, ulong flags, nuint size, void* host, int* status)
    {
        try
        {
            ClException.ThrowIf(properties is not null && *properties != 0, ClError.InvalidProperty);
            var buffer = Create(context, flags, size, host);
            buffer.PropertyList = properties is null ? [] : [0];
            return Give.Made(buffer.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateSubBuffer(nint buffer, ulong flags, uint kind, void* region, int* status)
    {
        try
        {
            var parent = Handles.Find<ClMemory>(buffer, ClError.InvalidMemObject);
            ClException.ThrowIf(parent.Image is not null || parent.Parent is not null, ClError.InvalidMemObject);
            ClException.ThrowIf(kind != 0x1220 || region is null, ClError.InvalidValue);
            flags = Inherited(parent.Flags, flags);
            var (origin, size) = (((nuint*)region)[0], ((nuint*)region)[1]);
            ClException.ThrowIf(size == 0, ClError.InvalidBufferSize);
            ClException.ThrowIf(origin > parent.Size || size > parent.Size - origin, ClError.InvalidValue);
            ClException.ThrowIf(parent.Context.Devices.All(d => origin % Math.Max(1, d.Properties.Number(0x1019) / 8) != 0), ClError.MisalignedSubBufferOffset);
            var part = new ClMemory(parent.Context, flags, size, parent.Host is null ? null : parent.Host + origin, parent, origin);
            part.Session.Post(new CreateSubBuffer { Id = part.Id, Parent = parent.Id, Flags = flags, Origin = origin, Size = size });
            return Give.Made(part.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    private static ClMemory Create(nint context, ulong flags, nuint size, void* host)
    {
        var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
        flags = MemoryFlags.Check(flags, host);
        ClException.ThrowIf(size == 0 || size > found.Devices.Max(d => d.MaxAllocation), ClError.InvalidBufferSize);
        var buffer = new ClMemory(found, flags, size, (flags & MemoryFlags.UseHost) != 0 ? host : null);
        var message = new CreateBuffer { Id = buffer.Id, Context = found.Id, Flags = flags, Size = size };
        Send(buffer, message, host, HostBox.Line(size), size >= ProtocolVersion.AnsweredSize);
        return buffer;
    }

    /// <summary>Sends a new object with its content, and waits to hear whether there was room where that is worth it.</summary>
    private static void Send(ClMemory memory, CreateBuffer message, void* host, HostBox box, bool isAnswered)
    {
        var pending = isAnswered ? new Pending() : null;
        message.Content = host is null ? default : box.Volume > ProtocolVersion.MaxInline ? Payload.Announce(box.Volume) : Payload.Of(new Blob((byte*)host, (int)box.Volume));
        if (message.Content.IsBulk)
        {
            memory.Session.PostBulk(message, (byte*)host, box, pending);
        }
        else if (pending is not null)
        {
            memory.Session.Ask(message, pending);
        }
        else
        {
            memory.Session.Post(message);
        }

        Confirm(memory, pending);
    }

    /// <summary>Waits for the answer, if there is to be one; where the object could not be made, it is let go of.</summary>
    public static void Confirm(ClMemory memory, Pending? pending)
    {
        if (pending is null)
        {
            return;
        }

        memory.Session.Wait(pending);
        if (pending.Status != 0)
        {
            memory.TryRelease();
            throw new ClException(pending.Status);
        }
    }

    /// <summary>A part has its parent's access where it names none, and no more than that.</summary>
    private static ulong Inherited(ulong parent, ulong flags)
    {
        ClException.ThrowIf((flags & (MemoryFlags.UseHost | MemoryFlags.AllocateHost | MemoryFlags.CopyHost)) != 0, ClError.InvalidValue);
        var access = flags & MemoryFlags.Access;
        var given = parent & MemoryFlags.Access;
        ClException.ThrowIf(
            System.Numerics.BitOperations.PopCount(access) > 1 || (given == MemoryFlags.WriteOnly && (access & (1 | MemoryFlags.ReadOnly)) != 0) || (given == MemoryFlags.ReadOnly && (access & (1 | MemoryFlags.WriteOnly)) != 0),
            ClError.InvalidValue);
        var host = flags & MemoryFlags.HostAccess;
        var givenHost = parent & MemoryFlags.HostAccess;
        ClException.ThrowIf(
            System.Numerics.BitOperations.PopCount(host) > 1 || (givenHost == MemoryFlags.HostWriteOnly && host == MemoryFlags.HostReadOnly) ||
            (givenHost == MemoryFlags.HostReadOnly && host == MemoryFlags.HostWriteOnly) || (givenHost == MemoryFlags.HostNoAccess && (host & (MemoryFlags.HostReadOnly | MemoryFlags.HostWriteOnly)) != 0),
            ClError.InvalidValue);
        return (access == 0 ? given : access) | (host == 0 ? givenHost : host) | (parent & (MemoryFlags.UseHost | MemoryFlags.AllocateHost | MemoryFlags.CopyHost));
    }
}
