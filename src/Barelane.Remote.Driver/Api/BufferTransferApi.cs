using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class BufferTransferApi
{
    [UnmanagedCallersOnly]
    public static int EnqueueReadBuffer(nint queue, nint buffer, uint blocks, nuint offset, nuint size, void* target, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var memory = Commands.Buffer(on, buffer);
            ClException.ThrowIf(target is null, ClError.InvalidValue);
            Commands.CheckRange(memory, offset, size);
            ClException.ThrowIf((memory.Flags & (MemoryFlags.HostWriteOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
            var head = Commands.Head(on, count, waits);
            var happening = Commands.Event(on, 0x11F3, done, ref head);
            return Transfers.Read(on, new ReadBuffer { Head = head, Memory = memory.Id, Offset = offset, Size = size }, (byte*)target, HostBox.Line(size), happening, blocks != 0);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueWriteBuffer(nint queue, nint buffer, uint blocks, nuint offset, nuint size, void* source, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var memory = Commands.Buffer(on, buffer);
            ClException.ThrowIf(source is null, ClError.InvalidValue);
            Commands.CheckRange(memory, offset, size);
            ClException.ThrowIf((memory.Flags & (MemoryFlags.HostReadOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x11F4, done, ref head);
            Transfers.Write(on, new WriteBuffer { Head = head, Memory = memory.Id, Offset = offset }, static (m, c) => m with { Content = c }, (byte*)source, HostBox.Line(size));
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueReadBufferRect(
        nint queue, nint buffer, uint blocks, nuint* origin, nuint* hostOrigin, nuint* region, nuint rowPitch, nuint slicePitch, nuint hostRowPitch, nuint hostSlicePitch, void* target, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var memory = Commands.Buffer(on, buffer);
            ClException.ThrowIf(target is null, ClError.InvalidValue);
            ClException.ThrowIf((memory.Flags & (MemoryFlags.HostWriteOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
            var size = Commands.Sizes(region, ClError.InvalidValue);
            var from = Commands.Sizes(origin, ClError.InvalidValue);
            var device = Rectangles.Check(size, from, rowPitch, slicePitch, memory.Size);
            var host = Rectangles.Check(size, Commands.Sizes(hostOrigin, ClError.InvalidValue), hostRowPitch, hostSlicePitch, ulong.MaxValue);
            var head = Commands.Head(on, count, waits);
            var happening = Commands.Event(on, 0x1201, done, ref head);
            var message = new ReadRectangle { Head = head, Memory = memory.Id, Origin = from, Region = size, RowPitch = device.RowPitch, SlicePitch = device.SlicePitch };
            return Transfers.Read(on, message, (byte*)target + host.Offset, host.Box(size), happening, blocks != 0);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int EnqueueWriteBufferRect(
        nint queue, nint buffer, uint blocks, nuint* origin, nuint* hostOrigin, nuint* region, nuint rowPitch, nuint slicePitch, nuint hostRowPitch, nuint hostSlicePitch, void* source, uint count, nint* waits, nint* done)
    {
        try
        {
            var on = Commands.Queue(queue);
            var memory = Commands.Buffer(on, buffer);
            ClException.ThrowIf(source is null, ClError.InvalidValue);
            ClException.ThrowIf((memory.Flags & (MemoryFlags.HostReadOnly | MemoryFlags.HostNoAccess)) != 0, ClError.InvalidOperation);
            var size = Commands.Sizes(region, ClError.InvalidValue);
            var to = Commands.Sizes(origin, ClError.InvalidValue);
            var device = Rectangles.Check(size, to, rowPitch, slicePitch, memory.Size);
            var host = Rectangles.Check(size, Commands.Sizes(hostOrigin, ClError.InvalidValue), hostRowPitch, hostSlicePitch, ulong.MaxValue);
            var head = Commands.Head(on, count, waits);
            _ = Commands.Event(on, 0x1202, done, ref head);
            var message = new WriteRectangle { Head = head, Memory = memory.Id, Origin = to, Region = size, RowPitch = device.RowPitch, SlicePitch = device.SlicePitch };
            Transfers.Write(on, message, static (m, c) => m with { Content = c }, (byte*)source + host.Offset, host.Box(size));
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }
}
