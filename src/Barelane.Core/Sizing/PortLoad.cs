namespace Barelane.Core.Sizing;

/// <summary>What stands behind one root port of a VM: the sizes of the 64-bit prefetchable BARs of every function there.</summary>
/// <param name="Bars">Sizes in bytes, powers of two; empty for a port that nothing is plugged into.</param>
public sealed record PortLoad(IReadOnlyList<long> Bars)
{
    /// <summary>A root port without a device.</summary>
    public static readonly PortLoad Empty = new([]);

    /// <summary>The largest BAR; 0 where there is none.</summary>
    public long Largest => Bars.Count == 0 ? 0 : Bars.Max();
}
