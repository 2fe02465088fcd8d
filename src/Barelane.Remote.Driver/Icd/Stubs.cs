using System.Runtime.InteropServices;

namespace Barelane.Remote.Driver.Icd;

/// <summary>
/// Stands in the slots of functions that this driver does not have: sharing with other graphics interfaces on this machine, parts of devices as an
/// extension, and what came after OpenCL 1.2. No slot may be empty. The arguments are not looked at: a caller of C takes away what it gave.
/// </summary>
internal static unsafe class Stubs
{
    /// <summary>Of functions that return a status.</summary>
    [UnmanagedCallersOnly]
    public static int Status() => ClError.InvalidOperation;

    /// <summary>Of functions that return an object or an address.</summary>
    [UnmanagedCallersOnly]
    public static nint Nothing() => 0;
}
