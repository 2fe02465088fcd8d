using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;

namespace Barelane.Remote.Driver.Objects;

/// <summary>
/// The blocks behind handles. Their memory is never given back, and a handle is looked up only within it, so that whatever a program passes can be
/// told to be one of ours, or not.
/// </summary>
internal static unsafe class Handles
{
    private const int SlabSize = 1 << 20;
    private static readonly Lock Gate = new();
    private static readonly HashSet<nint> Slabs = [];
    private static HandleBlock* _free;
    private static nint _newest;

    public static HandleBlock* Allocate(ClObject target)
    {
        lock (Gate)
        {
            if (_free is null)
            {
                AddSlab();
            }

            var block = _free;
            _free = block->Next;
            block->Dispatch = DispatchTable.Pointer;
            block->Object = GCHandle.ToIntPtr(GCHandle.Alloc(target));
            return block;
        }
    }

    public static void Free(HandleBlock* block)
    {
        lock (Gate)
        {
            GCHandle.FromIntPtr(block->Object).Free();
            block->Object = 0;
            block->Next = _free;
            _free = block;
        }
    }

    /// <summary>The object of a handle, or an exception with <paramref name="status"/> where it is none of ours, of another kind, or released.</summary>
    public static T Find<T>(nint handle, int status)
        where T : ClObject => TryFind<T>(handle) ?? throw new ClException(status);

    public static T? TryFind<T>(nint handle)
        where T : ClObject
    {
        var slab = handle & ~(nint)(SlabSize - 1);
        if (slab != _newest && (handle == 0 || !IsSlab(slab)))
        {
            return null;
        }

        if (handle == 0 || (handle - slab) % sizeof(HandleBlock) != 0)
        {
            return null;
        }

        var target = ((HandleBlock*)handle)->Object;
        return target == 0 ? null : GCHandle.FromIntPtr(target).Target as T;
    }

    public static T[] FindAll<T>(uint count, nint* handles, int status)
        where T : ClObject
    {
        if ((count == 0) != (handles is null))
        {
            throw new ClException(status);
        }

        var found = count == 0 ? [] : new T[count];
        for (uint i = 0; i < count; i++)
        {
            found[i] = Find<T>(handles[i], status);
        }

        return found;
    }

    private static bool IsSlab(nint slab)
    {
        lock (Gate)
        {
            return Slabs.Contains(slab);
        }
    }

    private static void AddSlab()
    {
        var slab = (byte*)NativeMemory.AlignedAlloc(SlabSize, SlabSize);
        NativeMemory.Clear(slab, SlabSize);
        Slabs.Add((nint)slab);
        _newest = (nint)slab;
        for (var at = slab; at + sizeof(HandleBlock) <= slab + SlabSize; at += sizeof(HandleBlock))
        {
            ((HandleBlock*)at)->Next = _free;
            _free = (HandleBlock*)at;
        }
    }
}
