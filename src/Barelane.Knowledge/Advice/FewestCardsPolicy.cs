using Barelane.Knowledge.Placement;

namespace Barelane.Knowledge.Advice;

/// <summary>
/// Places users so that the fewest whole cards are broken: on a card in use with the least left, then on the smallest cards that do, then on the host
/// with the fewest free cards. <paramref name="spare"/> tells for a node's model how much of its memory a user would leave unused.
/// </summary>
internal sealed class FewestCardsPolicy(IReadOnlyDictionary<string, int> spare) : IPlacementPolicy
{
    // Whole numbers that single precision, in which scores are kept, still tells apart.
    private const double CardInUse = 8e6;
    private const double ByGib = 2e4;
    private const int MostGib = 300;

    /// <inheritdoc/>
    public string Name => "fewest cards";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        var gpu = node.BestFit(demand.MilliPerGpu);
        var onUsed = demand.IsShare && node.Left[gpu] < Demand.WholeGpu ? CardInUse : 0;
        return new NodeScore(onUsed - (Math.Min(spare[node.Shape.Model] / 1024, MostGib) * ByGib) - node.MilliLeft, gpu);
    }
}
