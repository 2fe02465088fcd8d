using System.Runtime.InteropServices;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>The calls of libc that both ends use on their sockets. Straight calls: a driver must not bring threads and pollers of its own into a program.</summary>
internal static unsafe partial class Posix
{
    public const int NoSignal = 0x4000;
    public const int DontWait = 0x40;
    public const int Interrupted = 4;
    public const int WouldBlock = 11;
    public const short PollIn = 1;

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, ulong count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "shutdown")]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "getpid")]
    public static partial int ProcessId();

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
