namespace Barelane.Knowledge.Placement.Published;

/// <summary>Fragmentation Gradient Descent (Weng et al., USENIX ATC 2023), in the integer arithmetic of the authors' simulator, which decides ties.</summary>
public sealed class FragmentationGradientPolicy(Workload workload) : IPlacementPolicy
{
    private const double Coverage = 0.95;
    private readonly (Demand Demand, double Weight)[] _typical = [.. workload.Typical(Coverage).Demands];

    /// <inheritdoc/>
    public string Name => "FGD";

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        Span<int> left = stackalloc int[node.Left.Length];
        node.Left.CopyTo(left);
        var cpu = node.CpuLeft - demand.CpuMilli;
        var before = Fragmentation(node.Left, node.CpuLeft, node.Shape.Model);
        if (!demand.IsShare)
        {
            var wanted = demand.Gpus;
            for (var i = 0; i < left.Length && wanted > 0; i++)
            {
                if (left[i] >= demand.MilliPerGpu)
                {
                    left[i] -= demand.MilliPerGpu;
                    wanted--;
                }
            }

            return new NodeScore(Scaled(before - Fragmentation(left, cpu, node.Shape.Model)), 0);
        }

        var best = new NodeScore(double.NegativeInfinity, -1);
        for (var i = 0; i < left.Length; i++)
        {
            // GPUs with the same left score the same, and the first is taken.
            if (left[i] < demand.MilliPerGpu || left[..i].Contains(left[i]))
            {
                continue;
            }

            left[i] -= demand.MilliPerGpu;
            var value = Scaled(before - Fragmentation(left, cpu, node.Shape.Model));
            left[i] += demand.MilliPerGpu;
            best = value > best.Value ? new NodeScore(value, i) : best;
        }

        return best;
    }

    private static int Scaled(double gradient) => (int)(100 / (1 + Math.Exp(-gradient / 1000)));

    private double Fragmentation(ReadOnlySpan<int> left, int cpu, string model)
    {
        var all = 0;
        foreach (var milli in left)
        {
            all += milli;
        }

        var fragmented = 0.0;
        foreach (var (demand, weight) in _typical)
        {
            var (fitting, small) = (0, 0);
            foreach (var milli in left)
            {
                fitting += milli >= demand.MilliPerGpu ? 1 : 0;
                small += milli >= demand.MilliPerGpu ? 0 : milli;
            }

            var runs = demand.Gpus > 0 && cpu >= demand.CpuMilli && fitting >= demand.Gpus && demand.Allows(model);
            fragmented += weight * (runs ? small : all);
        }

        return fragmented;
    }
}
