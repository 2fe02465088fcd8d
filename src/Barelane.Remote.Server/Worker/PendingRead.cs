using System.Runtime.InteropServices;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

/// <summary>A piece of a read that the device has been asked for.</summary>
internal sealed unsafe class PendingRead(WorkerSession session, uint request, bool isBulk, nint memory, ulong offset, ulong length)
{
    /// <summary>A hold for OpenCL's callback, let go in it.</summary>
    public static nint Hold(PendingRead read) => GCHandle.ToIntPtr(GCHandle.Alloc(read));

    public static PendingRead Release(nint hold)
    {
        var handle = GCHandle.FromIntPtr(hold);
        var read = (PendingRead)handle.Target!;
        handle.Free();
        return read;
    }

    [UnmanagedCallersOnly]
    public static void Ended(nint happening, int status, void* data)
    {
        Release((nint)data).Finish(status);
        _ = Cl.ReleaseEvent(happening);
    }

    /// <summary>Sends the data, or how it failed.</summary>
    public void Finish(int status)
    {
        if (isBulk)
        {
            session.Bulk.Send(new BulkHeader(request, status, offset, length), memory);
        }
        else
        {
            session.Outgoing.Answer(new Data { Status = status, Bytes = new Blob((byte*)memory, status == 0 ? (int)length : 0) }, request);
            session.Staging.Return(memory, length);
        }
    }
}
