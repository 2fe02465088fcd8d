using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// What moves data over the wire. On an in-order queue large transfers go in pieces, so that the wire and the device work at the same time.
internal sealed unsafe partial class WorkerSession
{
    private const ulong PieceSize = 1 << 20;

    private delegate int Reader(in Command command, void* target, nint* happening);

    private delegate int Writer(in Command command, void* source, nint* happening);

    private void On(ReadBuffer message, uint request)
    {
        var command = Begin(message.Head);
        var memory = Memory(message.Memory, ref command);
        CheckRange(memory, message.Offset, message.Size);
        var piece = command.Queue.IsInOrder ? PieceSize : ulong.MaxValue;
        if (message.Size <= piece)
        {
            Read(message.Head, ref command, request, message.Size, (in c, target, happening) =>
                Cl.EnqueueReadBuffer(c.Queue.Handle, memory.Handle, 0, (nuint)message.Offset, (nuint)message.Size, target, c.WaitCount, c.Waits, happening));
            return;
        }

        nint last = 0;
        var status = command.Status;
        ulong offset = 0;
        for (; status == 0 && offset < message.Size; offset += piece)
        {
            var size = Math.Min(piece, message.Size - offset);
            var staged = Stage(size);
            var read = new PendingRead(this, request, true, staged, offset, size);
            nint happening;
            status = Cl.EnqueueReadBuffer(
                command.Queue.Handle, memory.Handle, 0, (nuint)(message.Offset + offset), (nuint)size, (void*)staged, offset == 0 ? command.WaitCount : 0, offset == 0 ? command.Waits : null, &happening);
            if (status != 0)
            {
                read.Finish(status);
                break;
            }

            if (last != 0)
            {
                _ = Cl.ReleaseEvent(last);
            }

            last = happening;
            _watch.Await(happening, read.Finish);
        }

        if (command.Status != 0)
        {
            Bulk.Send(new BulkHeader(request, command.Status, 0, message.Size), 0);
        }

        End(message.Head, command, status, last);
        _ = Cl.Flush(command.Queue.Handle);
    }

    private void On(ReadRectangle message, uint request)
    {
        var command = Begin(message.Head);
        var memory = Memory(message.Memory, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        Sizes hostOrigin = default;
        Read(message.Head, ref command, request, Volume(message.Region, 1), (in c, target, happening) =>
            Cl.EnqueueReadBufferRect(
                c.Queue.Handle, memory.Handle, 0, origin.Values, hostOrigin.Values, region.Values, (nuint)message.RowPitch, (nuint)message.SlicePitch, 0, 0, target, c.WaitCount, c.Waits, happening));
    }

    private void On(ReadImage message, uint request)
    {
        var command = Begin(message.Head);
        var image = Memory(message.Image, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        Read(message.Head, ref command, request, Volume(message.Region, image.PixelSize), (in c, target, happening) =>
            Cl.EnqueueReadImage(c.Queue.Handle, image.Handle, 0, origin.Values, region.Values, 0, 0, target, c.WaitCount, c.Waits, happening));
    }

    /// <summary>Reads into memory of ours, and sends that when the device is done.</summary>
    private void Read(in CommandHead head, ref Command command, uint request, ulong size, Reader reader)
    {
        if (request == 0)
        {
            throw new WireException("A read does not say what to call its data.");
        }

        var isBulk = size > ProtocolVersion.MaxInline;
        nint happening = 0;
        var staged = Stage(size);
        var status = command.Status != 0 ? command.Status : reader(command, (void*)staged, &happening);
        if (status != 0)
        {
            new PendingRead(this, request, isBulk, staged, 0, size).Finish(status);
            End(head, command, status, 0);
            return;
        }

        _watch.Await(happening, new PendingRead(this, request, isBulk, staged, 0, size).Finish);
        End(head, command, 0, happening);
        _ = Cl.Flush(command.Queue.Handle);
    }

    private void On(WriteBuffer message)
    {
        var command = Begin(message.Head);
        var memory = Memory(message.Memory, ref command);
        CheckRange(memory, message.Offset, message.Content.Length);
        if (message.Content.Length <= PieceSize || !command.Queue.IsInOrder || command.Status != 0)
        {
            Write(message.Head, ref command, message.Content, (in c, source, happening) =>
                Cl.EnqueueWriteBuffer(c.Queue.Handle, memory.Handle, 0, (nuint)message.Offset, (nuint)message.Content.Length, source, c.WaitCount, c.Waits, happening));
            return;
        }

        if (command.Queue.IsUnified && WriteInPlace(message, command, memory))
        {
            return;
        }

        nint last = 0;
        var status = 0;
        for (ulong offset = 0; offset < message.Content.Length; offset += PieceSize)
        {
            var size = Math.Min(PieceSize, message.Content.Length - offset);
            var staged = Stage(size);
            ReceiveBulk(staged, size);
            if (status != 0)
            {
                Staging.Return(staged, size);
                continue;
            }

            nint happening;
            status = Cl.EnqueueWriteBuffer(
                command.Queue.Handle, memory.Handle, 0, (nuint)(message.Offset + offset), (nuint)size, (void*)staged, offset == 0 ? command.WaitCount : 0, offset == 0 ? command.Waits : null, &happening);
            if (status != 0)
            {
                Staging.Return(staged, size);
                continue;
            }

            if (last != 0)
            {
                _ = Cl.ReleaseEvent(last);
            }

            last = happening;
            ReturnAfter(happening, staged, size);
        }

        End(message.Head, command, status, last);
    }

    private void On(WriteRectangle message)
    {
        var command = Begin(message.Head);
        var memory = Memory(message.Memory, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        Sizes hostOrigin = default;
        CheckContent(message.Content, Volume(message.Region, 1));
        Write(message.Head, ref command, message.Content, (in c, source, happening) =>
            Cl.EnqueueWriteBufferRect(
                c.Queue.Handle, memory.Handle, 0, origin.Values, hostOrigin.Values, region.Values, (nuint)message.RowPitch, (nuint)message.SlicePitch, 0, 0, source, c.WaitCount, c.Waits, happening));
    }

    private void On(WriteImage message)
    {
        var command = Begin(message.Head);
        var image = Memory(message.Image, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        CheckContent(message.Content, Volume(message.Region, image.PixelSize));
        Write(message.Head, ref command, message.Content, (in c, source, happening) =>
            Cl.EnqueueWriteImage(c.Queue.Handle, image.Handle, 0, origin.Values, region.Values, 0, 0, source, c.WaitCount, c.Waits, happening));
    }

    private void Write(in CommandHead head, ref Command command, Payload content, Writer writer)
    {
        var staged = Receive(content);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : writer(command, (void*)staged.Memory, &happening);
        if (status != 0)
        {
            staged.Return(Staging);
        }
        else
        {
            ReturnAfter(happening, staged.Memory, staged.Size);
        }

        End(head, command, status, happening);
    }

    private void ReturnAfter(nint happening, nint staged, ulong size) => _watch.Await(happening, _ => Staging.Return(staged, size));

    private static void CheckContent(Payload content, ulong size)
    {
        if (content.Length != size)
        {
            throw new WireException($"A box of {size} bytes comes with {content.Length} bytes of content.");
        }
    }

    private static void CheckRange(SessionObject memory, ulong offset, ulong size)
    {
        if (size == 0 || offset > memory.Size || size > memory.Size - offset)
        {
            throw new WireException($"A transfer covers {size} bytes from {offset}; the buffer has {memory.Size}.");
        }
    }

    private static ulong Volume(Triple region, ulong pixel)
    {
        var volume = (UInt128)region.X * region.Y;
        volume = volume <= MaxStaged ? volume * region.Z : UInt128.MaxValue;
        volume = volume <= MaxStaged ? volume * pixel : UInt128.MaxValue;
        return volume > 0 && volume <= MaxStaged ? (ulong)volume : throw new WireException($"A box of {region.X} by {region.Y} by {region.Z} is empty or too large.");
    }
}
