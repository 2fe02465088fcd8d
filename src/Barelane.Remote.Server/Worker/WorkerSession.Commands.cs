using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;
using Barrier = Barelane.Remote.Protocol.Messages.Barrier;

namespace Barelane.Remote.Server.Worker;

// Launches, markers, and what moves no data over the wire.
internal sealed unsafe partial class WorkerSession
{
    private const int MaxArgument = 64 << 10;

    private void On(SetKernelArgument message)
    {
        var kernel = _objects[message.Kernel, ObjectKind.Kernel];
        if (kernel.Status != 0)
        {
            return;
        }

        // What the device thinks of an argument shows at the launch, and the client has checked it before.
        nint handle = 0;
        kernel.Pending = message.Kind switch
        {
            ArgumentKind.Value when message.Value.Length <= MaxArgument => Cl.SetKernelArg(kernel.Handle, message.Index, (nuint)message.Value.Length, message.Value.Start),
            ArgumentKind.Local => Cl.SetKernelArg(kernel.Handle, message.Index, (nuint)message.Number, null),
            ArgumentKind.Memory => Resolve(message.Number, ObjectKind.Memory, &handle) is var status and not 0 ? status : Cl.SetKernelArg(kernel.Handle, message.Index, (nuint)sizeof(nint), &handle),
            ArgumentKind.Sampler => Resolve(message.Number, ObjectKind.Sampler, &handle) is var status and not 0 ? status : Cl.SetKernelArg(kernel.Handle, message.Index, (nuint)sizeof(nint), &handle),
            _ => throw new WireException($"A kernel's argument of the kind {(uint)message.Kind} with {message.Value.Length} bytes is not allowed."),
        } is var result and not 0 ? result : kernel.Pending;
    }

    private int Resolve(ulong id, ObjectKind kind, nint* handle)
    {
        if (id == 0)
        {
            return 0;
        }

        var item = _objects[id <= uint.MaxValue ? (uint)id : 0, kind];
        *handle = item.Handle;
        return item.Status;
    }

    private void On(Launch message)
    {
        var command = Begin(message.Head);
        var kernel = _objects[message.Kernel, ObjectKind.Kernel];
        if (message.Dimensions is 0 or > 3)
        {
            throw new WireException($"A launch has {message.Dimensions} dimensions; 1 to 3 are allowed.");
        }

        var sizes = stackalloc nuint[]
        {
            (nuint)message.Offset.X, (nuint)message.Offset.Y, (nuint)message.Offset.Z,
            (nuint)message.Global.X, (nuint)message.Global.Y, (nuint)message.Global.Z,
            (nuint)message.Local.X, (nuint)message.Local.Y, (nuint)message.Local.Z,
        };
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : kernel.Status != 0 ? kernel.Status : kernel.Pending;
        kernel.Pending = 0;
        if (status == 0)
        {
            // An event costs OpenCL more than the frame did: none where nobody asks for it.
            var isAsked = message.Head.Event != 0 || settings.LaunchSeconds > 0;
            status = Cl.EnqueueNDRangeKernel(
                command.Queue.Handle, kernel.Handle, message.Dimensions, sizes, sizes + 3, message.HasLocal ? sizes + 6 : null, command.WaitCount, command.Waits, isAsked ? &happening : null);
        }

        if (status == 0 && settings.LaunchSeconds > 0)
        {
            _ = Cl.RetainEvent(happening);
            command.Queue.Launches!.Add(happening);
        }

        End(message.Head, command, status, happening);
    }

    private void On(CopyBuffer message)
    {
        var command = Begin(message.Head);
        var source = Memory(message.Source, ref command);
        var target = Memory(message.Target, ref command);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueCopyBuffer(
            command.Queue.Handle, source.Handle, target.Handle, (nuint)message.SourceOffset, (nuint)message.TargetOffset, (nuint)message.Size, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(FillBuffer message)
    {
        var command = Begin(message.Head);
        var memory = Memory(message.Memory, ref command);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueFillBuffer(
            command.Queue.Handle, memory.Handle, message.Pattern.Start, (nuint)message.Pattern.Length, (nuint)message.Offset, (nuint)message.Size, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(CopyRectangle message)
    {
        var command = Begin(message.Head);
        var source = Memory(message.Source, ref command);
        var target = Memory(message.Target, ref command);
        var sourceOrigin = Sizes.Of(message.SourceOrigin);
        var targetOrigin = Sizes.Of(message.TargetOrigin);
        var region = Sizes.Of(message.Region);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueCopyBufferRect(
            command.Queue.Handle, source.Handle, target.Handle, sourceOrigin.Values, targetOrigin.Values, region.Values,
            (nuint)message.SourceRowPitch, (nuint)message.SourceSlicePitch, (nuint)message.TargetRowPitch, (nuint)message.TargetSlicePitch, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(CopyImage message)
    {
        var command = Begin(message.Head);
        var source = Memory(message.Source, ref command);
        var target = Memory(message.Target, ref command);
        var sourceOrigin = Sizes.Of(message.SourceOrigin);
        var targetOrigin = Sizes.Of(message.TargetOrigin);
        var region = Sizes.Of(message.Region);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueCopyImage(
            command.Queue.Handle, source.Handle, target.Handle, sourceOrigin.Values, targetOrigin.Values, region.Values, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(CopyImageToBuffer message)
    {
        var command = Begin(message.Head);
        var image = Memory(message.Image, ref command);
        var buffer = Memory(message.Buffer, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueCopyImageToBuffer(
            command.Queue.Handle, image.Handle, buffer.Handle, origin.Values, region.Values, (nuint)message.Offset, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(CopyBufferToImage message)
    {
        var command = Begin(message.Head);
        var buffer = Memory(message.Buffer, ref command);
        var image = Memory(message.Image, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueCopyBufferToImage(
            command.Queue.Handle, buffer.Handle, image.Handle, (nuint)message.Offset, origin.Values, region.Values, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(FillImage message)
    {
        var command = Begin(message.Head);
        var image = Memory(message.Image, ref command);
        var origin = Sizes.Of(message.Origin);
        var region = Sizes.Of(message.Region);
        _ = message.Colour.Length == 16 ? 0 : throw new WireException($"A fill colour has {message.Colour.Length} bytes; 16 are needed.");
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueFillImage(
            command.Queue.Handle, image.Handle, message.Colour.Start, origin.Values, region.Values, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(Marker message)
    {
        var command = Begin(message.Head);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueMarkerWithWaitList(command.Queue.Handle, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(Barrier message)
    {
        var command = Begin(message.Head);
        nint happening = 0;
        var status = command.Status != 0 ? command.Status : Cl.EnqueueBarrierWithWaitList(command.Queue.Handle, command.WaitCount, command.Waits, &happening);
        End(message.Head, command, status, happening);
    }

    private void On(Migrate message)
    {
        var command = Begin(message.Head);
        var count = message.Objects.Count;
        var handles = new nint[count];
        for (var i = 0; i < count; i++)
        {
            handles[i] = Memory(message.Objects[i], ref command).Handle;
        }

        nint happening = 0;
        fixed (nint* at = handles)
        {
            var status = command.Status != 0 ? command.Status : Cl.EnqueueMigrateMemObjects(command.Queue.Handle, (uint)count, at, message.Flags, command.WaitCount, command.Waits, &happening);
            End(message.Head, command, status, happening);
        }
    }

    private void On(Flush message)
    {
        var queue = _objects[message.Queue, ObjectKind.Queue];
        if (queue.Handle != 0)
        {
            _ = Cl.Flush(queue.Handle);
        }
    }

    private void On(Finish message, uint request)
    {
        var queue = _objects[message.Queue, ObjectKind.Queue];

        // A queue in order has finished with its last command. A marker behind that would be one more command, with a change of threads of its own.
        var happening = queue.Last;
        var status = happening != 0 ? Cl.RetainEvent(happening) : queue.Status != 0 ? queue.Status : Cl.EnqueueMarkerWithWaitList(queue.Handle, 0, null, &happening);
        if (status != 0)
        {
            Outgoing.Answer(new Done { Status = status }, request);
            return;
        }

        _ = Cl.Flush(queue.Handle);
        var arrived = queue.Notices!.Behind(() => Finished(request));
        _watch.Await(happening, _ => arrived());
        _ = Cl.ReleaseEvent(happening);
    }

    private void Finished(uint request)
    {
        SendOutput();
        Outgoing.Answer(new Done { Status = 0 }, request);
    }

    private struct Sizes
    {
        private fixed ulong _values[3];

        public nuint* Values => (nuint*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _values[0]);

        public static Sizes Of(Triple triple)
        {
            Sizes sizes = default;
            sizes._values[0] = triple.X;
            sizes._values[1] = triple.Y;
            sizes._values[2] = triple.Z;
            return sizes;
        }
    }
}
