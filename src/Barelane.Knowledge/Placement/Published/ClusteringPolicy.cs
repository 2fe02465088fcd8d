namespace Barelane.Knowledge.Placement.Published;

/// <summary>GPU clustering: demands of one kind are kept together.</summary>
public sealed class ClusteringPolicy : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => "GPU clustering";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        if (demand.Gpus == 0)
        {
            return new NodeScore(0, 0);
        }

        // Demands without a GPU make no kind.
        var (kinds, own) = (node.Kinds & ~1u, 1u << Math.Min(demand.Kind, 31));
        var together = kinds == own ? 75 : (kinds & own) != 0 ? 50 : kinds == 0 ? 25 : 0;
        return new NodeScore((25 * (Measure.Gpu - node.MilliLeft) / Measure.Gpu) + together, node.BestFit(demand.MilliPerGpu));
    }
}
