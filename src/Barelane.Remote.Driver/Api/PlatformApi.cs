using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;

namespace Barelane.Remote.Driver.Api;

/// <summary>Platforms, and what the loader asks a driver for.</summary>
internal static unsafe class PlatformApi
{
    private static readonly Lazy<ClPlatform[]> Platforms = new(Servers.Open);

    [UnmanagedCallersOnly(EntryPoint = "clIcdGetPlatformIDsKHR")]
    public static int IcdGetPlatformIDs(uint room, nint* platforms, uint* count) => List(room, platforms, count, ClError.PlatformNotFound);

    [UnmanagedCallersOnly]
    public static int GetPlatformIDs(uint room, nint* platforms, uint* count) => List(room, platforms, count, 0);

    [UnmanagedCallersOnly(EntryPoint = "clGetPlatformInfo")]
    public static int ExportedGetPlatformInfo(nint platform, uint name, nuint size, void* value, nuint* needed) => Info(platform, name, size, value, needed);

    [UnmanagedCallersOnly]
    public static int GetPlatformInfo(nint platform, uint name, nuint size, void* value, nuint* needed) => Info(platform, name, size, value, needed);

    [UnmanagedCallersOnly(EntryPoint = "clGetExtensionFunctionAddress")]
    public static void* ExportedGetExtensionFunctionAddress(byte* name) => Address(name);

    [UnmanagedCallersOnly]
    public static void* GetExtensionFunctionAddress(byte* name) => Address(name);

    [UnmanagedCallersOnly]
    public static void* GetExtensionFunctionAddressForPlatform(nint platform, byte* name) => Handles.TryFind<ClPlatform>(platform) is null ? null : Address(name);

    [UnmanagedCallersOnly]
    public static int UnloadCompiler() => 0;

    [UnmanagedCallersOnly]
    public static int UnloadPlatformCompiler(nint platform) => Handles.TryFind<ClPlatform>(platform) is null ? ClError.InvalidPlatform : 0;

    /// <summary>The platform of a handle; 0 means the first.</summary>
    public static ClPlatform Find(nint handle)
    {
        if (handle != 0)
        {
            return Handles.Find<ClPlatform>(handle, ClError.InvalidPlatform);
        }

        return Platforms.Value is [var first, ..] ? first : throw new ClException(ClError.InvalidPlatform);
    }

    private static int List(uint room, nint* platforms, uint* count, int none)
    {
        try
        {
            if ((room == 0) != (platforms is null) || (platforms is null && count is null))
            {
                return ClError.InvalidValue;
            }

            var found = Platforms.Value;
            return found.Length == 0 ? none : Give.List([.. found.Select(p => p.Handle)], room, platforms, count);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static int Info(nint platform, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            return Find(platform).Properties[name] is { } answer ? Give.Bytes(answer, size, value, needed) : ClError.InvalidValue;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static void* Address(byte* name)
    {
        if (name is null)
        {
            return null;
        }

        var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        return text.SequenceEqual("clIcdGetPlatformIDsKHR"u8)
            ? (delegate* unmanaged<uint, nint*, uint*, int>)&IcdGetPlatformIDs
            : null;
    }
}
