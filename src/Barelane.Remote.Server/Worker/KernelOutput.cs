using System.Runtime.InteropServices;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// What kernels print goes to this process's standard output, which is a pipe from here on; it is the client's. It is taken out before the client
/// hears of a command's end, so that a program prints in the order in which it would locally.
/// </summary>
internal sealed unsafe partial class KernelOutput
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private readonly Outgoing _outgoing;
    private readonly Lock _gate = new();
    private readonly int _source;

    private KernelOutput(int source, Outgoing outgoing)
    {
        (_source, _outgoing) = (source, outgoing);
        new Thread(Watch) { IsBackground = true, Name = "output" }.Start();
    }

    public static KernelOutput Take(Outgoing outgoing)
    {
        var ends = stackalloc int[2];
        if (Pipe(ends, NonBlocking | CloseOnExec) != 0)
        {
            throw new InvalidOperationException("No pipe can be had for what kernels print.");
        }

        // The end that is written to blocks: what a kernel prints must not be lost.
        _ = Duplicate(ends[1], 1);
        _ = Control(1, 4, 0);
        _ = Posix.Close(ends[1]);
        return new KernelOutput(ends[0], outgoing);
    }

    /// <summary>Sends what has been printed.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            var buffer = stackalloc byte[16 << 10];
            nint count;
            while ((count = Read(_source, buffer, 16 << 10)) > 0)
            {
                _outgoing.Notify(new Output { Bytes = new Blob(buffer, (int)count) });
            }
        }
    }

    private void Watch()
    {
        var entry = new Posix.PollEntry { Descriptor = _source, Events = Posix.PollIn };
        while (Posix.Poll(&entry, 1, -1) >= 0)
        {
            Drain();
        }
    }

    [LibraryImport("libc", EntryPoint = "pipe2")]
    private static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, byte* bytes, nuint length);
}
