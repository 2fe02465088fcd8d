namespace Barelane.Knowledge.Placement.Published;

/// <summary>Any node that fits, and any GPU of it, each as likely as the others.</summary>
public sealed class RandomPolicy(int seed) : IPlacementPolicy
{
#pragma warning disable CA5394 // A benchmark's policy keeps no secret, and its seed has to be repeatable.
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public bool IsRepeatable => false;

    /// <inheritdoc/>
    public NodeScore Score(NodeState node, Demand demand)
    {
        var (gpu, seen) = (0, 0);
        for (var i = 0; i < node.Left.Length; i++)
        {
            if (node.Left[i] >= demand.MilliPerGpu && _random.Next(++seen) == 0)
            {
                gpu = i;
            }
        }

        return new NodeScore(_random.NextDouble(), gpu);
    }
#pragma warning restore CA5394
}
