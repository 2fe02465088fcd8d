using System.Numerics;
using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Copies and fills of buffers, and where objects are.</summary>
internal static unsafe class CopyApi
{
    [UnmanagedCallersOnly]
    public static int EnqueueCopyBuffer(nint queue, nint source, nint target, nuint sourceOffset, nuint targetOffset, nuint size, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var from = Commands.Buffer(on, source);
            var to = Commands.Buffer(on, target);
            Commands.CheckRange(from, sourceOffset, size);
            Commands.CheckRange(to, targetOffset, size);
            var (a, b) = (Start(from) + sourceOffset, Start(to) + targetOffset);
            ClException.ThrowIf(Root(from) == Root(to) && a < b + size && b < a + size, ClError.MemCopyOverlap);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11F5, done, ref head);
            on.Session.Post(new CopyBuffer { Head = head, Source = from.Id, Target = to.Id, SourceOffset = sourceOffset, TargetOffset = targetOffset, Size = size });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueCopyBufferRect(
        nint queue, nint source, nint target, nuint* sourceOrigin, nuint* targetOrigin, nuint* region, nuint sourceRowPitch, nuint sourceSlicePitch, nuint targetRowPitch, nuint targetSlicePitch, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var from = Commands.Buffer(on, source);
            var to = Commands.Buffer(on, target);
            var size = Commands.Sizes(region, ClError.InvalidValue);
            var first = Commands.Sizes(sourceOrigin, ClError.InvalidValue);
            var second = Commands.Sizes(targetOrigin, ClError.InvalidValue);
            var a = Rectangles.Check(size, first, sourceRowPitch, sourceSlicePitch, from.Size);
            var b = Rectangles.Check(size, second, targetRowPitch, targetSlicePitch, to.Size);
            if (from == to)
            {
                ClException.ThrowIf(a.RowPitch != b.RowPitch || a.SlicePitch != b.SlicePitch, ClError.InvalidValue);
                ClException.ThrowIf(Overlaps(first, second, size), ClError.MemCopyOverlap);
            }

            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x1203, done, ref head);
            on.Session.Post(new CopyRectangle
            {
                Head = head,
                Source = from.Id,
                Target = to.Id,
                SourceOrigin = first,
                TargetOrigin = second,
                Region = size,
                SourceRowPitch = a.RowPitch,
                SourceSlicePitch = a.SlicePitch,
                TargetRowPitch = b.RowPitch,
                TargetSlicePitch = b.SlicePitch,
            });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueFillBuffer(nint queue, nint buffer, void* pattern, nuint patternSize, nuint offset, nuint size, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var memory = Commands.Buffer(on, buffer);
            ClException.ThrowIf(pattern is null || patternSize is 0 or > 128 || !BitOperations.IsPow2(patternSize) || offset % patternSize != 0 || size % patternSize != 0, ClError.InvalidValue);
            Commands.CheckRange(memory, offset, size);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x1207, done, ref head);
            on.Session.Post(new FillBuffer { Head = head, Memory = memory.Id, Offset = offset, Size = size, Pattern = new Blob((byte*)pattern, (int)patternSize) });
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueMigrateMemObjects(nint queue, uint objectCount, nint* objects, ulong flags, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            ClException.ThrowIf(objectCount == 0 || objects is null || (flags & ~3UL) != 0, ClError.InvalidValue);
            var ids = Handles.FindAll<ClMemory>(objectCount, objects, ClError.InvalidMemObject);
            ClException.ThrowIf(ids.Any(m => m.Context != on.Context), ClError.InvalidContext);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x1206, done, ref head);
            fixed (uint* at = ids.Select(m => m.Id).ToArray())
            {
                on.Session.Post(new Migrate { Head = head, Objects = new IdList(at, ids.Length), Flags = flags });
            }

            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static ClMemory Root(ClMemory memory) => memory.Parent ?? memory;

    private static ulong Start(ClMemory memory) => memory.Origin;

    private static bool Overlaps(Triple a, Triple b, Triple size) =>
        Overlaps(a.X, b.X, size.X) && Overlaps(a.Y, b.Y, size.Y) && Overlaps(a.Z, b.Z, size.Z);

    private static bool Overlaps(ulong a, ulong b, ulong size) => a < b + size && b < a + size;
}
