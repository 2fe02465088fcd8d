using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Barelane.Core.Adapters;

namespace Barelane.Kvm.Libvirt;

/// <summary>libvirt's C library as a whole: loaded once, kept quiet, and its last error read where it lies, on the thread that made the call.</summary>
internal static class LibvirtLibrary
{
    private static readonly Lazy<bool> Ready = new(Initialize);

    /// <summary>Loads the library.</summary>
    /// <exception cref="SiteException">It is not installed.</exception>
    public static void Load()
    {
        try
        {
            _ = Ready.Value;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw LibvirtProblems.NoLibrary(e);
        }
    }

    /// <summary>The error of this thread's last call.</summary>
    public static unsafe LibvirtError LastError()
    {
        var error = LibvirtNative.GetLastError();
        return error is null || error->Code == 0
            ? new LibvirtError(LibvirtError.InternalError, "no reason was given")
            : new LibvirtError(error->Code, Marshal.PtrToStringUTF8(error->Message) ?? "no reason was given");
    }

    /// <summary>Takes over a string that libvirt gave away; null where it gave none.</summary>
    public static unsafe string? Take(nint text)
    {
        if (text == 0)
        {
            return null;
        }

        var taken = Marshal.PtrToStringUTF8(text);
        NativeMemory.Free((void*)text);
        return taken;
    }

    private static unsafe bool Initialize()
    {
        // Without a callback libvirt writes every error on standard error as well.
        LibvirtNative.SetErrorFunc(0, &Ignore);
        return LibvirtNative.Initialize() == 0
            ? true
            : throw LibvirtProblems.Of(LastError(), "Starting libvirt's client library");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Ignore(nint userData, VirError* error)
    {
    }
}
