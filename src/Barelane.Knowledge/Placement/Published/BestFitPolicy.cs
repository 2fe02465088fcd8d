namespace Barelane.Knowledge.Placement.Published;

/// <summary>The node with the least left of processors and GPUs together. The authors' simulator stretches the scores to 0 to 100 afterwards, which changes no winner.</summary>
public sealed class BestFitPolicy : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => "best fit";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        var cpu = (double)(node.CpuLeft - demand.CpuMilli) / Measure.Cpu;
        var gpu = (double)(node.MilliLeft - demand.TotalMilli) / Measure.Gpu;
        return new NodeScore((int)((1 - (0.5 * cpu) - (0.5 * gpu)) * 100), node.BestFit(demand.MilliPerGpu));
    }
}
