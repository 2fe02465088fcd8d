using System.Runtime.InteropServices;

namespace Barelane.Remote.Driver.Objects;

/// <summary>What a handle points to: the loader needs the dispatch table first; the rest is ours.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HandleBlock
{
    public nint* Dispatch;

    /// <summary>A GCHandle to the object; 0 once it is released.</summary>
    public nint Object;

    /// <summary>The next free block.</summary>
    public HandleBlock* Next;
}
