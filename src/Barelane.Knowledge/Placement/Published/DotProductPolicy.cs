namespace Barelane.Knowledge.Placement.Published;

/// <summary>The node whose rest lies least in the direction of the demand (the dot product of both, processors and GPUs merged).</summary>
public sealed class DotProductPolicy : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => "DotProd";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        var cpu = (double)node.CpuLeft * demand.CpuMilli / ((double)Measure.Cpu * Measure.Cpu);
        var gpu = (double)node.MilliLeft * demand.TotalMilli / ((double)Measure.Gpu * Measure.Gpu);
        return new NodeScore((int)(100 * (1 - ((cpu + gpu) / 2))), node.BestFit(demand.MilliPerGpu));
    }
}
