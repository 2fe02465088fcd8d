using System.Runtime.InteropServices;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>
/// Before each piece of a read's data on the bulk stream, from the worker: whose it is, where in it, and how long. With a failed status no data
/// follows.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct BulkHeader(uint Request, int Status, ulong Offset, ulong Length)
{
    public const int Size = 24;
}
