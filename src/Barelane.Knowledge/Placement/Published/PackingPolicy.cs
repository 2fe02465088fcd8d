namespace Barelane.Knowledge.Placement.Published;

/// <summary>GPU packing: first the GPUs in use, then free GPUs of nodes in use, then free nodes.</summary>
public sealed class PackingPolicy : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => "GPU packing";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        if (demand.Gpus == 0)
        {
            return new NodeScore(0, 0);
        }

        var gpu = node.BestFit(demand.MilliPerGpu);
        var free = node.Left.Count(Demand.WholeGpu);
        if (free == node.Left.Length)
        {
            return new NodeScore(Math.Max(33 - free, free), gpu);
        }

        var (taken, left) = (0, 0);
        if (demand.IsShare)
        {
            taken = node.Left[gpu] == Demand.WholeGpu ? 1 : 0;
            left = node.Left[gpu];
        }
        else
        {
            taken = demand.Gpus;
        }

        var score = taken > 0 ? Math.Max(50 - taken, 33) : Math.Max(100 - (left * 100 / Demand.WholeGpu / 10), 50);
        return new NodeScore(score, gpu);
    }
}
