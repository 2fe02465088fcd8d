using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;

namespace Barelane.Remote.Driver.Objects;

/// <summary>A buffer, a part of one, or an image. The program's view of a mapped one is memory of the driver's, or what the program gave.</summary>
internal sealed unsafe class ClMemory : SessionObject
{
    public const uint BufferKind = 0x10F0;
    private readonly Lock _gate = new();
    private readonly List<Mapping> _mappings = [];
    private List<(nint Function, nint Data)>? _destructors;
    private byte* _shadow;

    public ClMemory(ClContext context, ulong flags, ulong size, void* host, ClMemory? parent = null, ulong origin = 0)
        : base(context.Session)
    {
        (Context, Flags, Size, Parent, Origin) = (context, flags, size, parent, origin);
        Host = (byte*)host;
        context.Hold();
        parent?.Hold();
    }

    public ClContext Context { get; }

    public ulong Flags { get; }

    public ulong Size { get; }

    /// <summary>The buffer that it is a part of, or that the image is made over.</summary>
    public ClMemory? Parent { get; }

    /// <summary>Where in the parent it begins.</summary>
    public ulong Origin { get; }

    /// <summary>What the program gave to be used as its memory.</summary>
    public byte* Host { get; }

    /// <summary>Null of a buffer.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>The list of properties that it was made with; none where there was none.</summary>
    public ulong[] PropertyList { get; set; } = [];

    public uint Kind => Image?.Kind ?? BufferKind;

    public uint MapCount
    {
        get
        {
            lock (_gate)
            {
                return (uint)_mappings.Count;
            }
        }
    }

    /// <summary>Where the program sees the object's first byte.</summary>
    public byte* View()
    {
        if (Host is not null)
        {
            return Host;
        }

        if (Parent is not null && Image is null)
        {
            return Parent.View() + Origin;
        }

        lock (_gate)
        {
            if (_shadow is null)
            {
                _shadow = (byte*)NativeMemory.AlignedAlloc((nuint)Size, 4096);
            }

            return _shadow;
        }
    }

    public void Map(Mapping mapping)
    {
        lock (_gate)
        {
            _mappings.Add(mapping);
        }

        Hold();
    }

    /// <summary>The newest mapping at that address, which is one no more.</summary>
    public Mapping? Unmap(void* at)
    {
        Mapping? found;
        lock (_gate)
        {
            found = _mappings.FindLast(m => m.At == (nint)at);
            if (found is not null)
            {
                _mappings.Remove(found);
            }
        }

        if (found is not null)
        {
            Drop();
        }

        return found;
    }

    public void OnEnd(nint function, nint data)
    {
        lock (_gate)
        {
            (_destructors ??= []).Add((function, data));
        }
    }

    protected override void End()
    {
        base.End();
        NativeMemory.AlignedFree(_shadow);
        // The last that was registered is called first.
        for (var i = (_destructors?.Count ?? 0) - 1; i >= 0; i--)
        {
            ((delegate* unmanaged<nint, void*, void>)_destructors![i].Function)(Handle, (void*)_destructors[i].Data);
        }

        Parent?.Drop();
        Context.Drop();
    }

    /// <summary>A region that the program sees: where, its box there, where in the object, and whether it is written back.</summary>
    public sealed record Mapping(nint At, HostBox Box, ulong Offset, Protocol.Wire.Triple Origin, Protocol.Wire.Triple Region, bool IsWritten);
}
