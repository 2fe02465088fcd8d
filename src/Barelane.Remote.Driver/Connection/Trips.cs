using System.Runtime.InteropServices;

namespace Barelane.Remote.Driver.Connection;

/// <summary>
/// How often the program had to wait for a server: what a slow network costs it is this many round trips. With BARELANE_REMOTE_TRIPS=1 the number is
/// printed on standard error when the program ends.
/// </summary>
internal static unsafe partial class Trips
{
    private static readonly bool IsShown = Environment.GetEnvironmentVariable("BARELANE_REMOTE_TRIPS") == "1" && AtExit(&Show, null, null) == 0;
    private static long _count;

    /// <summary>Counts a wait, if it is one.</summary>
    public static void Count(bool waits)
    {
        if (IsShown && waits)
        {
            Interlocked.Increment(ref _count);
        }
    }

    [UnmanagedCallersOnly]
    private static void Show(void* nothing) => Log.Write($"waited {Interlocked.Read(ref _count)} times for an answer");

    [LibraryImport("libc", EntryPoint = "__cxa_atexit")]
    private static partial int AtExit(delegate* unmanaged<void*, void> function, void* argument, void* library);
}
