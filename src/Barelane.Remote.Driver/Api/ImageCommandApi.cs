using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class ImageCommandApi
{
    [UnmanagedCallersOnly]
    public static int EnqueueReadImage(nint queue, nint image, uint blocks, nuint* origin, nuint* region, nuint rowPitch, nuint slicePitch, void* target, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var (memory, shape) = Commands.Image(on, image);
            ClException.ThrowIf(target is null, ClError.InvalidValue);
            ClException.ThrowIf((memory.Flags & (MemoryFlags.HostWriteOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
            var (from, size) = Region(shape, origin, region);
            var box = shape.Box(size, rowPitch, slicePitch, ClError.InvalidValue);
            var head = Commands.Head(on, count, waits);
            var happening = Commands.Event(on, 0x11F6, done, ref head);
            return Transfers.Read(on, new ReadImage { Head = head, Image = memory.Id, Origin = from, Region = size }, (byte*)target, box, happening, blocks != 0);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueWriteImage(nint queue, nint image, uint blocks, nuint* origin, nuint* region, nuint rowPitch, nuint slicePitch, void* source, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var (memory, shape) = Commands.Image(on, image);
            ClException.ThrowIf(source is null, ClError.InvalidValue);
            ClException.ThrowIf((memory.Flags & (MemoryFlags.HostReadOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
            var (to, size) = Region(shape, origin, region);
            var box = shape.Box(size, rowPitch, slicePitch, ClError.InvalidValue);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11F7, done, ref head);
            Transfers.Write(on, new WriteImage { Head = head, Image = memory.Id, Origin = to, Region = size }, static (m, c) => m with { Content = c }, (byte*)source, box);
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueCopyImage(nint queue, nint source, nint target, nuint* sourceOrigin, nuint* targetOrigin, nuint* region, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var (from, fromShape) = Commands.Image(on, source);
            var (to, toShape) = Commands.Image(on, target);
            ClException.ThrowIf(fromShape.ChannelOrder != toShape.ChannelOrder || fromShape.ChannelType != toShape.ChannelType, -9);
            var (first, size) = Region(fromShape, sourceOrigin, region);
            var (second, _) = Region(toShape, targetOrigin, region);
            ClException.ThrowIf(from == to && Near(first.X, second.X, size.X) && Near(first.Y, second.Y, size.Y) && Near(first.Z, second.Z, size.Z), ClError.MemCopyOverlap);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11F8, done, ref head);
            on.Session.Post(new CopyImage { Head = head, Source = from.Id, Target = to.Id, SourceOrigin = first, TargetOrigin = second, Region = size });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueCopyImageToBuffer(nint queue, nint image, nint buffer, nuint* origin, nuint* region, nuint offset, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var (from, shape) = Commands.Image(on, image);
            var to = Commands.Buffer(on, buffer);
            var (first, size) = Region(shape, origin, region);
            Commands.CheckRange(to, offset, size.X * size.Y * size.Z * shape.Pixel);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11F9, done, ref head);
            on.Session.Post(new CopyImageToBuffer { Head = head, Image = from.Id, Buffer = to.Id, Origin = first, Region = size, Offset = offset });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueCopyBufferToImage(nint queue, nint buffer, nint image, nuint offset, nuint* origin, nuint* region, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var from = Commands.Buffer(on, buffer);
            var (to, shape) = Commands.Image(on, image);
            var (first, size) = Region(shape, origin, region);
            Commands.CheckRange(from, offset, size.X * size.Y * size.Z * shape.Pixel);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11FA, done, ref head);
            on.Session.Post(new CopyBufferToImage { Head = head, Buffer = from.Id, Image = to.Id, Offset = offset, Origin = first, Region = size });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueFillImage(nint queue, nint image, void* colour, nuint* origin, nuint* region, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var (memory, shape) = Commands.Image(on, image);
            ClException.ThrowIf(colour is null, ClError.InvalidValue);
            var (first, size) = Region(shape, origin, region);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x1208, done, ref head);
            on.Session.Post(new FillImage { Head = head, Image = memory.Id, Origin = first, Region = size, Colour = new Blob((byte*)colour, 16) });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    /// <summary>A region that lies within the image.</summary>
    public static (Triple Origin, Triple Region) Region(ImageShape shape, nuint* origin, nuint* region)
    {
        var (first, size) = (Commands.Sizes(origin, ClError.InvalidValue), Commands.Sizes(region, ClError.InvalidValue));
        shape.Check(first, size, ClError.InvalidValue);
        return (first, size);
    }

    private static bool Near(ulong a, ulong b, ulong size) => a < b + size && b < a + size;
}
