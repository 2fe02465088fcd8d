using System.Reflection;
using System.Runtime.InteropServices;

namespace Barelane.Remote.Server.OpenCl;

internal static unsafe partial class Cl
{
    private const string Library = "OpenCL";

    /// <summary>Has the functions taken from this library rather than from the loader that the system knows. Once, before the first call.</summary>
    public static void LoadFrom(string library) => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, assembly, path) =>
        name == Library ? NativeLibrary.Load(library) : 0);

    /// <summary>The value of an information query; null where it is not answered.</summary>
    public static byte[]? Ask(delegate*<nint, uint, nuint, void*, nuint*, int> query, nint of, uint name)
    {
        nuint size;
        if (query(of, name, 0, null, &size) != 0 || size > 1 << 20)
        {
            return null;
        }

        var value = new byte[size];
        fixed (byte* at = value)
        {
            return size == 0 || query(of, name, size, at, null) == 0 ? value : null;
        }
    }
}
