using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>A piece of a read that the device has been asked for.</summary>
internal sealed unsafe class PendingRead(WorkerSession session, uint request, bool isBulk, nint memory, ulong offset, ulong length)
{
    /// <summary>Sends the data, or how it failed.</summary>
    public void Finish(int status)
    {
        session.SendOutput();
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
