namespace Barelane.Core.Inventory;

/// <summary>A PCI Express link. A card at rest lowers its speed, never its width.</summary>
/// <param name="Speed">Present speed in GT/s; 0 where it is not told.</param>
/// <param name="MaxSpeed">What the function can do, in GT/s.</param>
/// <param name="Width">Present lanes.</param>
/// <param name="MaxWidth">Lanes of the function.</param>
public sealed record PciLink(double Speed, double MaxSpeed, int Width, int MaxWidth);
