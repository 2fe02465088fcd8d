using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Sends reads and writes, in the frame or over the bulk stream.</summary>
internal static unsafe class Transfers
{
    /// <summary>Sends a read whose data goes to <paramref name="target"/>; waits for it where the call blocks.</summary>
    public static int Read<TMessage>(ClQueue queue, TMessage message, byte* target, HostBox box, ClEvent? happening, bool blocks)
        where TMessage : struct, IMessage
    {
        happening?.ExpectData();
        queue.ReadBegins();
        var pending = new PendingRead(target, box, queue, happening);
        try
        {
            queue.Session.Ask(message, pending);
        }
        catch
        {
            pending.End(Icd.ClError.OutOfResources);
            throw;
        }

        if (!blocks)
        {
            if (pending.IsBulk)
            {
                // It takes the wire a while; it may as well begin.
                queue.Session.Flush();
            }

            return 0;
        }

        queue.Session.Wait(pending);
        if (happening is not null)
        {
            queue.Session.Wait(happening);
        }

        return pending.Status;
    }

    /// <summary>Sends a write; the data has left the program's memory, or has been copied, when this returns.</summary>
    public static void Write<TMessage>(ClQueue queue, TMessage message, Func<TMessage, Payload, TMessage> with, byte* source, HostBox box)
        where TMessage : struct, IMessage
    {
        if (box.Volume > ProtocolVersion.MaxInline)
        {
            queue.Session.PostBulk(with(message, Payload.Announce(box.Volume)), source, box);
        }
        else if (box.IsDense)
        {
            queue.Session.Post(with(message, Payload.Of(new Blob(source, (int)box.Volume))));
        }
        else
        {
            var content = new byte[box.Volume];
            box.Gather(source, 0, content);
            fixed (byte* at = content)
            {
                queue.Session.Post(with(message, Payload.Of(new Blob(at, content.Length))));
            }
        }
    }
}
