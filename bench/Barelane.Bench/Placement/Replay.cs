using System.Diagnostics;
using Barelane.Knowledge.Placement;
using Barelane.Knowledge.Placement.Published;

namespace Barelane.Bench.Placement;

/// <summary>One workload replayed with every policy on the same streams, seed by seed.</summary>
internal sealed class Replay
{
#pragma warning disable CA5394 // The order of arrivals keeps no secret, and has to be repeatable.
    private const double Load = 1.3;
    private const int FirstSeed = 42;
    private readonly IReadOnlyList<NodeShape> _nodes;
    private readonly IReadOnlyList<Demand> _pods;
    private readonly int _seeds;
    private readonly long _capacity;

    public Replay(IReadOnlyList<NodeShape> nodes, IReadOnlyList<Demand> pods, int seeds)
    {
        _nodes = nodes;
        _pods = pods;
        _seeds = seeds;
        _capacity = nodes.Sum(n => (long)n.Gpus * Demand.WholeGpu);
    }

    /// <summary>The allocation in per cent at the end, for each policy by seed.</summary>
    public Dictionary<string, Samples> Ratios { get; } = [];

    /// <summary>Arrivals of Barelane's own policy.</summary>
    public long Arrivals { get; private set; }

    /// <summary>Time of the processor that these took, decisions and placing; tables not counted.</summary>
    public TimeSpan OwnTime { get; private set; }

    /// <summary>Time that computing the tables took.</summary>
    public TimeSpan TableTime { get; private set; }

    public void Run()
    {
        var workload = Workload.Of(_pods);
        var begun = Environment.CpuUsage.TotalTime;
        var own = new ExpectedFillPolicy(workload, _nodes);
        TableTime = Environment.CpuUsage.TotalTime - begun;
        for (var seed = FirstSeed; seed < FirstSeed + _seeds; seed++)
        {
            var (stream, order) = Stream(seed);
            foreach (IPlacementPolicy policy in (IPlacementPolicy[])[new RandomPolicy(seed), new DotProductPolicy(), new ClusteringPolicy(), new PackingPolicy(), new BestFitPolicy(), new FragmentationGradientPolicy(workload), own])
            {
                var placer = new Placer(order.Select(n => new NodeState(n)), policy);
                var start = Environment.CpuUsage.TotalTime;
                foreach (var demand in stream)
                {
                    placer.Place(demand);
                }

                if (policy == own)
                {
                    OwnTime += Environment.CpuUsage.TotalTime - start;
                    Arrivals += stream.Count;
                }

                var left = placer.Nodes.Sum(n => (long)n.MilliLeft);
                Ratios.TryAdd(policy.Name, new Samples());
                Ratios[policy.Name].Add(100.0 * (_capacity - left) / _capacity);
            }
        }

        Debug.Assert(Ratios.Values.All(r => r.Count == _seeds), "every policy has run on every seed");
    }

    /// <summary>The pods shuffled, with pods drawn from them appended until they ask for 130 % of the GPUs; and the nodes in the order that decides ties.</summary>
    private (IReadOnlyList<Demand> Stream, NodeShape[] Order) Stream(int seed)
    {
        var random = new Random(seed);
        var shuffled = _pods.ToArray();
        random.Shuffle(shuffled);
        var stream = shuffled.ToList();
        for (var asked = stream.Sum(d => (long)d.TotalMilli); asked < Load * _capacity;)
        {
            var more = _pods[random.Next(_pods.Count)];
            stream.Add(more);
            asked += more.TotalMilli;
        }

        var order = _nodes.ToArray();
        random.Shuffle(order);
        return (stream, order);
    }
#pragma warning restore CA5394
}
