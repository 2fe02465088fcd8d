using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>What all commands have in common: a queue, events to wait for, and perhaps an event of their own.</summary>
internal static unsafe class Commands
{
    [ThreadStatic]
    private static uint[]? _waitIds;

    public static ClQueue Queue(nint queue) => Handles.Find<ClQueue>(queue, ClError.InvalidCommandQueue);

    /// <summary>A memory object of the queue's context.</summary>
    public static ClMemory Memory(ClQueue queue, nint memory)
    {
        var found = Handles.Find<ClMemory>(memory, ClError.InvalidMemObject);
        return found.Context == queue.Context ? found : throw new ClException(ClError.InvalidContext);
    }

    public static ClMemory Buffer(ClQueue queue, nint memory)
    {
        var found = Memory(queue, memory);
        return found.Image is null ? found : throw new ClException(ClError.InvalidMemObject);
    }

    public static (ClMemory Memory, ImageShape Shape) Image(ClQueue queue, nint memory)
    {
        var found = Memory(queue, memory);
        ClException.ThrowIf(!queue.Device.HasImages, ClError.InvalidOperation);
        return found.Image is { } shape ? (found, shape) : throw new ClException(ClError.InvalidMemObject);
    }

    /// <summary>The head of a command, without an event; what it points to is valid on this thread until the next head.</summary>
    public static CommandHead Head(ClQueue queue, uint count, nint* waits)
    {
        if ((count == 0) != (waits is null))
        {
            throw new ClException(ClError.InvalidEventWaitList);
        }

        var head = new CommandHead { Queue = queue.Id };
        if (count == 0)
        {
            return head;
        }

        if (_waitIds is null || _waitIds.Length < count)
        {
            _waitIds = GC.AllocateUninitializedArray<uint>((int)Math.Max(64, Math.Min(count, 1 << 16)), pinned: true);
        }

        var left = 0;
        for (uint i = 0; i < count; i++)
        {
            var happening = Handles.Find<ClEvent>(waits[i], ClError.InvalidEventWaitList);
            ClException.ThrowIf(happening.Context != queue.Context, ClError.InvalidContext);

            // What has ended well holds nothing up.
            if (happening.Status != 0 || !happening.IsUser && !happening.IsTold)
            {
                ClException.ThrowIf(left == _waitIds.Length, ClError.InvalidEventWaitList);
                _waitIds[left++] = happening.Id;
            }
        }

        head.Waits = new IdList((uint*)Marshal.UnsafeAddrOfPinnedArrayElement(_waitIds, 0), left);
        return head;
    }

    /// <summary>The command's own event, where the program wants one. The last thing before the command is sent: nothing may fail after it.</summary>
    public static ClEvent? Event(ClQueue queue, uint command, nint* done, ref CommandHead head)
    {
        if (done is null)
        {
            return null;
        }

        var happening = new ClEvent(queue.Context, queue, command);
        head.Event = happening.Id;
        *done = happening.Handle;
        return happening;
    }

    /// <summary>Three sizes of the program's.</summary>
    public static Triple Sizes(nuint* sizes, int status) => sizes is null ? throw new ClException(status) : new Triple(sizes[0], sizes[1], sizes[2]);

    /// <summary>A range that lies within a buffer.</summary>
    public static void CheckRange(ClMemory memory, ulong offset, ulong size) =>
        ClException.ThrowIf(size == 0 || offset > memory.Size || size > memory.Size - offset, ClError.InvalidValue);
}
