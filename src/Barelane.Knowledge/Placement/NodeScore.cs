namespace Barelane.Knowledge.Placement;

/// <summary>How good a node is for a demand.</summary>
/// <param name="Value">Higher is better; comparable within one policy.</param>
/// <param name="Gpu">The GPU that a part of one would go to; of no meaning for other demands.</param>
public readonly record struct NodeScore(double Value, int Gpu);
