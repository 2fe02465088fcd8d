using System.Text;
using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Driver.Connection;

/// <summary>Writes straight to the program's descriptors: .NET's console would set up a terminal that is not the driver's.</summary>
internal static unsafe class Log
{
    /// <summary>What a user ought to know and OpenCL has no words for, on standard error.</summary>
    public static void Write(string message) => Write(2, Encoding.UTF8.GetBytes($"barelane: {message}\n"));

    /// <summary>What kernels print, on standard output.</summary>
    public static void Print(ReadOnlySpan<byte> bytes) => Write(1, bytes);

    private static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var written = 0; written < bytes.Length;)
            {
                var count = Posix.Write(descriptor, start + written, (nuint)(bytes.Length - written));
                if (count <= 0)
                {
                    return;
                }

                written += (int)count;
            }
        }
    }
}
