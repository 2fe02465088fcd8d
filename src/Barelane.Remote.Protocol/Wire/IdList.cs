using System.Runtime.CompilerServices;

namespace Barelane.Remote.Protocol.Wire;

/// <summary>Ids of objects in memory that does not move, not necessarily aligned.</summary>
internal readonly unsafe struct IdList(uint* start, int count)
{
    public uint* Start { get; } = start;

    public int Count { get; } = count;

    public uint this[int index] => (uint)index < (uint)Count ? Unsafe.ReadUnaligned<uint>(Start + index) : throw new ArgumentOutOfRangeException(nameof(index));
}
