using System.Diagnostics;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// Large writes to devices whose buffers are memory of the host's: off the wire straight into the buffer, without a copy in between.
internal sealed unsafe partial class WorkerSession
{
    private const uint ExecutionStatus = 0x11D3;
    private const ulong InvalidatesRegion = 1 << 2;
    private static readonly long Patience = Stopwatch.Frequency / 10_000;

    /// <summary>
    /// Receives a write into the buffer itself. False, with nothing received, where the device would have to be waited for, or does not map.
    /// </summary>
    private bool WriteInPlace(WriteBuffer message, in Command command, SessionObject memory)
    {
        var queue = command.Queue.Handle;
        var size = message.Content.Length;
        nint mapped;
        int status;
        var place = Cl.EnqueueMapBuffer(queue, memory.Handle, 0, InvalidatesRegion, (nuint)message.Offset, (nuint)size, command.WaitCount, command.Waits, &mapped, &status);
        if (status != 0)
        {
            return false;
        }

        _ = Cl.Flush(queue);
        var isThere = IsSoonComplete(mapped);
        if (isThere)
        {
            ReceiveBulk((nint)place, size);
        }

        nint happening = 0;
        status = Cl.EnqueueUnmapMemObject(queue, memory.Handle, place, 1, &mapped, &happening);
        _ = Cl.ReleaseEvent(mapped);
        if (isThere)
        {
            End(message.Head, command, status, happening);
        }
        else if (status == 0)
        {
            _ = Cl.ReleaseEvent(happening);
        }

        return isThere;
    }

    /// <summary>Whether a command ends at once: an idle device's does, and for another nobody is to wait here.</summary>
    private static bool IsSoonComplete(nint happening)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            int status;
            if (Cl.GetEventInfo(happening, ExecutionStatus, sizeof(int), &status, null) != 0 || status < 0)
            {
                return false;
            }

            if (status == 0)
            {
                return true;
            }

            if (Stopwatch.GetTimestamp() - begun > Patience)
            {
                return false;
            }

            Thread.Yield();
        }
    }
}
