using System.Runtime.InteropServices;

namespace Barelane.Remote.Driver.Icd;

/// <summary>
/// Stands in the slots of functions that this driver does not have: sharing with other graphics interfaces on this machine, parts of devices as an
/// extension, and what came after OpenCL 1.2. No slot may be empty. A caller of C takes away the arguments that it gave.
/// </summary>
internal static unsafe class Stubs
{
    /// <summary>Of functions that return a status.</summary>
    [UnmanagedCallersOnly]
    public static int Status() => ClError.InvalidOperation;

    /// <summary>Of functions that return an address and no status.</summary>
    [UnmanagedCallersOnly]
    public static nint Nothing() => 0;

    /// <summary>Of functions that make an object, with the status as the argument of that number.</summary>
    [UnmanagedCallersOnly]
    public static nint NothingMade3(nint a, nint b, int* status) => Refuse(status);

    [UnmanagedCallersOnly]
    public static nint NothingMade4(nint a, nint b, nint c, int* status) => Refuse(status);

    [UnmanagedCallersOnly]
    public static nint NothingMade5(nint a, nint b, nint c, nint d, int* status) => Refuse(status);

    [UnmanagedCallersOnly]
    public static nint NothingMade6(nint a, nint b, nint c, nint d, nint e, int* status) => Refuse(status);

    private static nint Refuse(int* status)
    {
        if (status is not null)
        {
            *status = ClError.InvalidOperation;
        }

        return 0;
    }
}
