using System.Runtime.InteropServices;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// Contexts, queues, memory, samplers.
internal sealed unsafe partial class WorkerSession
{
    private const ulong CopiesHostMemory = 1 << 5;
    private const ulong UsesHostMemory = 1 << 3;
    private const uint MemorySize = 0x1102;
    private const uint HostUnifiedMemory = 0x1035;
    private readonly List<LaunchLog> _launches = [];

    private void On(CreateContext message)
    {
        var places = Places(message.Devices);
        var devices = Handles(places);
        int status;
        nint context;
        var properties = stackalloc nint[] { 0x1084, catalog.Platform, 0 };
        fixed (nint* at = devices)
        {
            context = Cl.CreateContext(properties, (uint)devices.Length, at, null, null, &status);
        }

        _objects.Add(message.Id, new SessionObject(ObjectKind.Context, context, status) { Devices = places });
    }

    private void On(Release message)
    {
        var item = _objects.Remove(message.Id);
        if (item.Handle == 0)
        {
            return;
        }

        _ = item.Last != 0 ? Cl.ReleaseEvent(item.Last) : 0;
        _ = item.Kind switch
        {
            ObjectKind.Context => Cl.ReleaseContext(item.Handle),
            ObjectKind.Queue => Cl.ReleaseCommandQueue(item.Handle),
            ObjectKind.Memory => Cl.ReleaseMemObject(item.Handle),
            ObjectKind.Sampler => Cl.ReleaseSampler(item.Handle),
            ObjectKind.Program => Cl.ReleaseProgram(item.Handle),
            ObjectKind.Kernel => Cl.ReleaseKernel(item.Handle),
            _ => Cl.ReleaseEvent(item.Handle),
        };
    }

    private void On(CreateQueue message)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var status = context.Status;
        nint queue = 0;
        var isUnified = false;
        if (status == 0)
        {
            var device = Handles([message.Device])[0];
            queue = Cl.CreateCommandQueue(context.Handle, device, message.Properties, &status);
            isUnified = Cl.Ask(&Cl.GetDeviceInfo, device, HostUnifiedMemory) is [not 0, ..];
        }

        var launches = new LaunchLog();
        lock (_launches)
        {
            _launches.Add(launches);
        }

        _objects.Add(message.Id, new SessionObject(ObjectKind.Queue, queue, status) { Properties = message.Properties, Launches = launches, Notices = new NoticeLog(), IsUnified = isUnified });
    }

    private void On(CreateBuffer message, uint request)
    {
        var content = Receive(message.Content);
        var context = _objects[message.Context, ObjectKind.Context];
        var flags = (message.Flags & ~(UsesHostMemory | CopiesHostMemory)) | (content.Memory == 0 ? 0 : CopiesHostMemory);
        if (content.Memory != 0 && message.Content.Length != message.Size)
        {
            throw new WireException($"A buffer of {message.Size} bytes comes with {message.Content.Length} bytes of content.");
        }

        var (memory, status) = Make(context, message.Size, s => Cl.CreateBuffer(context.Handle, flags, (nuint)message.Size, (void*)content.Memory, s));
        content.Return(Staging);
        _objects.Add(message.Id, new SessionObject(ObjectKind.Memory, memory, status) { Size = message.Size });
        AnswerIfAsked(request, status);
    }

    private void On(CreateSubBuffer message)
    {
        var parent = _objects[message.Parent, ObjectKind.Memory];
        var status = parent.Status;
        var region = stackalloc nuint[] { (nuint)message.Origin, (nuint)message.Size };
        if (message.Origin > parent.Size || message.Size > parent.Size - message.Origin)
        {
            throw new WireException($"A part of a buffer reaches to {message.Origin}+{message.Size}; the buffer has {parent.Size} bytes.");
        }

        var memory = status == 0 ? Cl.CreateSubBuffer(parent.Handle, message.Flags & ~(UsesHostMemory | CopiesHostMemory | (1UL << 4)), 0x1220, region, &status) : 0;
        _objects.Add(message.Id, new SessionObject(ObjectKind.Memory, memory, status) { Size = message.Size });
    }

    private void On(CreateImage message, uint request)
    {
        var content = Receive(message.Content);
        var context = _objects[message.Context, ObjectKind.Context];
        var buffer = message.Buffer == 0 ? null : _objects[message.Buffer, ObjectKind.Memory];
        var flags = (message.Flags & ~(UsesHostMemory | CopiesHostMemory)) | (content.Memory == 0 ? 0 : CopiesHostMemory);
        var size = ImageLayout.SizeOf(message);
        if (content.Memory != 0 && message.Content.Length != size)
        {
            throw new WireException($"An image of {size} bytes comes with {message.Content.Length} bytes of content.");
        }

        var format = stackalloc uint[] { message.ChannelOrder, message.ChannelType };
        var description = stackalloc nuint[]
        {
            message.Kind, (nuint)message.Extent.X, (nuint)message.Extent.Y, (nuint)message.Extent.Z, (nuint)message.ArraySize,
            (nuint)(buffer is null ? 0 : message.RowPitch), 0, 0, (nuint)(buffer?.Handle ?? 0),
        };
        var (memory, status) = buffer is { Status: not 0 }
            ? (0, buffer.Status)
            : Make(context, buffer is null ? size : 0, s => Cl.CreateImage(context.Handle, flags, format, description, (void*)content.Memory, s));
        content.Return(Staging);
        _objects.Add(message.Id, new SessionObject(ObjectKind.Memory, memory, status) { Size = size, PixelSize = (ulong)PixelSize.Of(message.ChannelOrder, message.ChannelType) });
        AnswerIfAsked(request, status);
    }

    private void On(CreateSampler message)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var status = context.Status;
        var sampler = status == 0 ? Cl.CreateSampler(context.Handle, message.Normalized ? 1u : 0, message.Addressing, message.Filter, &status) : 0;
        _objects.Add(message.Id, new SessionObject(ObjectKind.Sampler, sampler, status));
    }

    private void On(GetImageFormats message, uint request)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        uint count = 0;
        var status = context.Status != 0 ? context.Status : Cl.GetSupportedImageFormats(context.Handle, message.Flags, message.Kind, 0, null, &count);
        var formats = new byte[count * 8];
        fixed (byte* at = formats)
        {
            if (status == 0 && count > 0)
            {
                status = Cl.GetSupportedImageFormats(context.Handle, message.Flags, message.Kind, count, at, null);
            }

            Outgoing.Answer(new Data { Status = status, Bytes = new Blob(at, status == 0 ? formats.Length : 0) }, request);
        }
    }

    /// <summary>Makes a memory object within the session's limit.</summary>
    private (nint Memory, int Status) Make(SessionObject context, ulong size, Maker make)
    {
        if (context.Status != 0)
        {
            return (0, context.Status);
        }

        if (!_memory.TryTake(size))
        {
            return (0, ClStatus.MemoryObjectAllocationFailure);
        }

        int status;
        var memory = make(&status);
        if (status != 0)
        {
            _memory.Return(size);
            return (0, status);
        }

        if (size > 0)
        {
            _ = Cl.SetMemObjectDestructorCallback(memory, &Destroyed, (void*)size);
        }

        return (memory, status);
    }

    [UnmanagedCallersOnly]
    private static void Destroyed(nint memory, void* size) => Current._memory.Return((ulong)size);

    private void AnswerIfAsked(uint request, int status)
    {
        if (request != 0)
        {
            Outgoing.Answer(new Done { Status = status }, request);
        }
    }

    /// <summary>Data that came with a frame, in memory of ours; of none: no memory.</summary>
    private Staged Receive(Payload payload)
    {
        if (payload.Length == 0)
        {
            return default;
        }

        var memory = Stage(payload.Length);
        if (payload.IsBulk)
        {
            ReceiveBulk(memory, payload.Length);
        }
        else
        {
            payload.Inline.Span.CopyTo(new Span<byte>((void*)memory, payload.Inline.Length));
        }

        return new Staged(memory, payload.Length);
    }

    private nint Stage(ulong size)
    {
        var memory = size <= MaxStaged ? Staging.Take(size) : 0;
        return memory != 0 ? memory : throw new WireException($"The server has no memory for {size} bytes of data on their way.");
    }

    private void ReceiveBulk(nint memory, ulong length)
    {
        for (ulong done = 0; done < length;)
        {
            var part = (int)Math.Min(length - done, 1 << 30);
            bulk.ReceiveAll(new Span<byte>((byte*)memory + done, part));
            done += (ulong)part;
        }
    }

    private const ulong MaxStaged = 64UL << 30;

    private delegate nint Maker(int* status);

    private readonly record struct Staged(nint Memory, ulong Size)
    {
        public void Return(StagingPool pool)
        {
            if (Memory != 0)
            {
                pool.Return(Memory, Size);
            }
        }
    }
}
