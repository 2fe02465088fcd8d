using System.Numerics;
using Barelane.Remote.Driver.Icd;

namespace Barelane.Remote.Driver.Api;

/// <summary>CL_MEM_* flags.</summary>
internal static unsafe class MemoryFlags
{
    public const ulong ReadWrite = 1;
    public const ulong WriteOnly = 2;
    public const ulong ReadOnly = 4;
    public const ulong UseHost = 8;
    public const ulong AllocateHost = 16;
    public const ulong CopyHost = 32;
    public const ulong HostWriteOnly = 128;
    public const ulong HostReadOnly = 256;
    public const ulong HostNoAccess = 512;
    public const ulong Access = ReadWrite | WriteOnly | ReadOnly;
    public const ulong HostAccess = HostWriteOnly | HostReadOnly | HostNoAccess;
    private const ulong Known = Access | UseHost | AllocateHost | CopyHost | HostAccess;

    /// <summary>The flags with what they leave open filled in; a combination that the standard forbids is refused.</summary>
    public static ulong Check(ulong flags, void* host)
    {
        ClException.ThrowIf((flags & ~Known) != 0 || BitOperations.PopCount(flags & Access) > 1 || BitOperations.PopCount(flags & HostAccess) > 1, ClError.InvalidValue);
        ClException.ThrowIf((flags & UseHost) != 0 && (flags & (AllocateHost | CopyHost)) != 0, ClError.InvalidValue);
        ClException.ThrowIf((host is not null) != ((flags & (UseHost | CopyHost)) != 0), ClError.InvalidHostPtr);
        return (flags & Access) == 0 ? flags | ReadWrite : flags;
    }
}
