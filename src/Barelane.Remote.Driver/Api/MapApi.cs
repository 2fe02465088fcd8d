using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Mapping: to map is to read into the program's view of the object, to unmap to write it back.</summary>
internal static unsafe class MapApi
{
    private const ulong ForReading = 1;
    private const ulong ForWriting = 2;
    private const ulong Invalidates = 4;

    [UnmanagedCallersOnly]
    public static void* EnqueueMapBuffer(nint queue, nint buffer, uint blocks, ulong flags, nuint offset, nuint size, uint count, nint* waits, nint* done, int* status)
    {
        try
        {
            var on = Commands.Queue(queue);
            var memory = Commands.Buffer(on, buffer);
            Commands.CheckRange(memory, offset, size);
            Check(memory, flags);
            var head = Commands.Head(on, count, waits);
            var happening = Commands.Event(on, 0x11FB, done, ref head);
            var at = memory.View() + offset;
            var box = HostBox.Line(size);
            memory.Map(new ClMemory.Mapping((nint)at, box, offset, default, default, (flags & (ForWriting | Invalidates)) != 0));
            Show(on, new ReadBuffer { Head = head, Memory = memory.Id, Offset = offset, Size = size }, head, at, box, flags, happening, blocks != 0);
            return (void*)Give.Made((nint)at, status);
        }
        catch (Exception e)
        {
            return (void*)Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static void* EnqueueMapImage(
        nint queue, nint image, uint blocks, ulong flags, nuint* origin, nuint* region, nuint* rowPitch, nuint* slicePitch, uint count, nint* waits, nint* done, int* status)
    {
        try
        {
            var on = Commands.Queue(queue);
            var (memory, shape) = Commands.Image(on, image);
            var (from, size) = ImageCommandApi.Region(shape, origin, region);
            ClException.ThrowIf(rowPitch is null || (shape.HasSlices && slicePitch is null), ClError.InvalidValue);
            Check(memory, flags);
            var head = Commands.Head(on, count, waits);
            var happening = Commands.Event(on, 0x11FC, done, ref head);
            *rowPitch = (nuint)shape.RowPitch;
            if (slicePitch is not null)
            {
                *slicePitch = (nuint)shape.SlicePitch;
            }

            var at = memory.View() + (from.X * shape.Pixel) +
                (shape.Kind == ImageShape.Image1DArray ? from.Y * shape.SlicePitch : (from.Y * shape.RowPitch) + (from.Z * shape.SlicePitch));
            var box = shape.Box(size, shape.RowPitch, shape.SlicePitch, ClError.InvalidValue);
            memory.Map(new ClMemory.Mapping((nint)at, box, 0, from, size, (flags & (ForWriting | Invalidates)) != 0));
            Show(on, new ReadImage { Head = head, Image = memory.Id, Origin = from, Region = size }, head, at, box, flags, happening, blocks != 0);
            return (void*)Give.Made((nint)at, status);
        }
        catch (Exception e)
        {
            return (void*)Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueUnmapMemObject(nint queue, nint memory, void* at, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var found = Commands.Memory(on, memory);
            var head = Commands.Head(on, count, waits);
            var mapping = found.Unmap(at) ?? throw new ClException(ClError.InvalidValue);
            _ = Commands.Event(on, 0x11FD, done, ref head);
            if (!mapping.IsWritten)
            {
                on.Session.Post(new Marker { Head = head });
            }
            else if (found.Image is null)
            {
                Transfers.Write(on, new WriteBuffer { Head = head, Memory = found.Id, Offset = mapping.Offset }, static (m, c) => m with { Content = c }, (byte*)at, mapping.Box);
            }
            else
            {
                Transfers.Write(on, new WriteImage { Head = head, Image = found.Id, Origin = mapping.Origin, Region = mapping.Region }, static (m, c) => m with { Content = c }, (byte*)at, mapping.Box);
            }

            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    /// <summary>What is mapped to be overwritten whole need not be read.</summary>
    private static void Show<TMessage>(ClQueue queue, TMessage read, CommandHead head, byte* at, HostBox box, ulong flags, ClEvent? happening, bool blocks)
        where TMessage : struct, IMessage
    {
        if ((flags & Invalidates) == 0)
        {
            var status = Transfers.Read(queue, read, at, box, happening, blocks);
            ClException.ThrowIf(status != 0, status);
            return;
        }

        queue.Session.Post(new Marker { Head = head });
        if (blocks && happening is not null)
        {
            queue.Session.Wait(happening);
        }
    }

    private static void Check(ClMemory memory, ulong flags)
    {
        ClException.ThrowIf((flags & ~7UL) != 0 || ((flags & Invalidates) != 0 && (flags & 3) != 0), ClError.InvalidValue);
        ClException.ThrowIf((flags & ForReading) != 0 && (memory.Flags & (MemoryFlags.HostWriteOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
        ClException.ThrowIf((flags & (ForWriting | Invalidates)) != 0 && (memory.Flags & (MemoryFlags.HostReadOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
    }
}
