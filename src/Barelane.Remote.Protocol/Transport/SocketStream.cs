using System.Runtime.InteropServices;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>A connected socket, by its descriptor, which it owns.</summary>
internal sealed unsafe class SocketStream(int descriptor) : IByteStream
{
    private int _closed;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                var count = Posix.Send(descriptor, start + sent, (nuint)(bytes.Length - sent), Posix.NoSignal);
                if (count >= 0)
                {
                    sent += (int)count;
                }
                else if (Marshal.GetLastPInvokeError() != Posix.Interrupted)
                {
                    throw new IOException($"The connection is gone: {Marshal.GetLastPInvokeErrorMessage()}.");
                }
            }
        }
    }

    public int Receive(Span<byte> into)
    {
        fixed (byte* start = into)
        {
            while (true)
            {
                var count = Posix.Receive(descriptor, start, (nuint)into.Length, 0);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (Marshal.GetLastPInvokeError() != Posix.Interrupted)
                {
                    throw new IOException($"The connection is gone: {Marshal.GetLastPInvokeErrorMessage()}.");
                }
            }
        }
    }

    public bool WaitForData(int timeoutMs)
    {
        var entry = new Posix.PollEntry { Descriptor = descriptor, Events = Posix.PollIn };
        return Posix.Poll(&entry, 1, timeoutMs) > 0;
    }

    public void Shutdown() => _ = Posix.Shutdown(descriptor, 2);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _ = Posix.Close(descriptor);
        }
    }
}
