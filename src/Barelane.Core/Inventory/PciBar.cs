namespace Barelane.Core.Inventory;

/// <summary>A base address register of a function.</summary>
/// <param name="Index">0 to 5.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Start">Where the host's firmware placed it; 0 where it found no room.</param>
/// <param name="Is64Bit">Whether it may lie above 4 GiB.</param>
/// <param name="IsPrefetchable">Whether it is prefetchable: only such BARs share a guest's 64-bit window.</param>
public sealed record PciBar(int Index, long Bytes, ulong Start, bool Is64Bit, bool IsPrefetchable)
{
    /// <summary>Whether the host's firmware placed it above 4 GiB.</summary>
    public bool IsAbove4G => Start >= 1UL << 32;
}
