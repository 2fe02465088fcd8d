using System.Runtime.InteropServices;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// Events: how a command's end gets to the client.
internal sealed unsafe partial class WorkerSession
{
    private const int MaxWaits = 1 << 16;
    private nint[] _waits = GC.AllocateUninitializedArray<nint>(64, pinned: true);

    /// <summary>The one session of this process; OpenCL's callbacks find it here.</summary>
    private static WorkerSession Current { get; set; } = null!;

    private void On(CreateUserEvent message)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var status = context.Status;
        var happening = status == 0 ? Cl.CreateUserEvent(context.Handle, &status) : 0;
        _objects.Add(message.Id, new SessionObject(ObjectKind.Event, happening, status));
    }

    private void On(SetUserEvent message)
    {
        var item = _objects[message.Id, ObjectKind.Event];
        if (item.Handle != 0)
        {
            _ = Cl.SetUserEventStatus(item.Handle, message.Status);
        }
    }

    private void On(WatchEvent message)
    {
        var item = _objects[message.Id, ObjectKind.Event];
        if (item.Handle != 0 && message.Status is 1 or 2)
        {
            _ = Cl.SetEventCallback(item.Handle, message.Status, &Reached, (void*)(nint)message.Id);
        }
    }

    /// <summary>The queue and the events that a command waits for; <see cref="Command.Status"/> says why it can't be enqueued.</summary>
    private Command Begin(in CommandHead head)
    {
        var queue = _objects[head.Queue, ObjectKind.Queue];
        var status = queue.Status;
        var count = head.Waits.Count;
        if (count > _waits.Length)
        {
            _waits = count <= MaxWaits ? GC.AllocateUninitializedArray<nint>(count * 2, pinned: true) : throw new WireException($"A command waits for {count} events; {MaxWaits} are allowed.");
        }

        for (var i = 0; i < count; i++)
        {
            var waited = _objects[head.Waits[i], ObjectKind.Event];
            _waits[i] = waited.Handle;
            status = status == 0 && waited.Handle == 0 ? ClStatus.WaitedForFailure : status;
        }

        return new Command(queue, (uint)count, count == 0 ? null : (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(_waits, 0), status);
    }

    private SessionObject Memory(uint id, ref Command command)
    {
        var memory = _objects[id, ObjectKind.Memory];
        if (command.Status == 0)
        {
            command.Status = memory.Status;
        }

        return memory;
    }

    /// <summary>Makes the enqueued command's event the client's, or tells that there is none.</summary>
    private void End(in CommandHead head, in Command command, int status, nint happening)
    {
        if (status != 0)
        {
            Outgoing.Notify(new QueueFailed { Queue = head.Queue, Status = status });
            if (head.Event != 0)
            {
                _objects.Add(head.Event, new SessionObject(ObjectKind.Event, 0, status));
                Outgoing.Notify(new EventChanged { Id = head.Event, Status = status });
            }

            return;
        }

        if (head.Event == 0)
        {
            Remember(command.Queue, happening);
            return;
        }

        _ = Cl.RetainEvent(happening);
        Remember(command.Queue, happening);
        _objects.Add(head.Event, new SessionObject(ObjectKind.Event, happening, 0));
        var (id, isProfiled, notices) = (head.Event, command.Queue.IsProfiled, command.Queue.Notices!);
        var number = notices.Open();
        _watch.Await(happening, s =>
        {
            Ended(id, happening, s, isProfiled);
            notices.Told(number);
        });
    }

    /// <summary>Takes over the caller's hold on a queue's last command, or on none.</summary>
    private static void Remember(SessionObject queue, nint happening)
    {
        var isKept = queue.IsInOrder;
        var before = isKept ? queue.Last : happening;
        queue.Last = isKept ? happening : 0;
        _ = before != 0 ? Cl.ReleaseEvent(before) : 0;
    }

    private void Ended(uint id, nint happening, int status, bool isProfiled)
    {
        SendOutput();
        var hasTimes = isProfiled && status == 0;
        Outgoing.Notify(new EventChanged
        {
            Id = id,
            Status = status,
            Queued = hasTimes ? Time(happening, 0x1280) : 0,
            Submitted = hasTimes ? Time(happening, 0x1281) : 0,
            Started = hasTimes ? Time(happening, 0x1282) : 0,
            Ended = hasTimes ? Time(happening, 0x1283) : 0,
        });
    }

    [UnmanagedCallersOnly]
    private static void Reached(nint happening, int status, void* id)
    {
        // An event that has ended already calls back for the earlier statuses, too; completion is told by its own notice.
        if (status > 0)
        {
            Current.Outgoing.Notify(new EventChanged { Id = (uint)(nint)id, Status = status });
        }
    }

    private static ulong Time(nint happening, uint name)
    {
        ulong time = 0;
        _ = Cl.GetEventProfilingInfo(happening, name, sizeof(ulong), &time, null);
        return time;
    }

    private struct Command(SessionObject queue, uint waitCount, nint* waits, int status)
    {
        public readonly SessionObject Queue => queue;

        public readonly uint WaitCount => waitCount;

        public readonly nint* Waits => waits;

        public int Status { get; set; } = status;
    }
}
