using Barelane.Knowledge.Placement;

namespace Barelane.Knowledge.Tests.Placement;

/// <summary>A small cluster, and streams that ask for 130 % of its GPUs: the shape of a production trace, with numbers made up.</summary>
internal static class SyntheticTrace
{
    public static readonly IReadOnlyList<NodeShape> Nodes =
    [
        .. Enumerable.Range(0, 40).Select(i => new NodeShape($"dense-{i}", 96_000, 393_216, 8, "dense")),
        .. Enumerable.Range(0, 30).Select(i => new NodeShape($"wide-{i}", 104_000, 524_288, 2, "wide")),
    ];

    private static readonly (Demand Demand, int Weight)[] Mix =
    [
        (new Demand(3_000, 5_600, 1, 810), 13),
        (new Demand(11_000, 49_152, 1, 1000), 22),
        (new Demand(12_000, 47_104, 1, 470), 9),
        (new Demand(8_000, 30_517, 1, 320), 8),
        (new Demand(18_000, 64_512, 1, 1000), 6),
        (new Demand(3_000, 5_600, 1, 1000), 8),
        (new Demand(12_500, 57_344, 0, 0), 8),
        (new Demand(32_000, 49_152, 0, 0), 4),
        (new Demand(88_000, 327_680, 8, 1000), 1),
        (new Demand(4_000, 16_384, 1, 230, "wide"), 3),
    ];

    public static Workload Workload { get; } = Workload.Of(Mix.SelectMany(m => Enumerable.Repeat(m.Demand, m.Weight)));

#pragma warning disable CA5394 // Draws of a test keep no secret, and have to be repeatable.
    public static IReadOnlyList<Demand> Stream(int seed)
    {
        var random = new Random(seed);
        var all = Mix.SelectMany(m => Enumerable.Repeat(m.Demand, m.Weight)).ToArray();
        var (stream, asked, capacity) = (new List<Demand>(), 0L, Nodes.Sum(n => n.Gpus * 1000L));
        while (asked < 1.3 * capacity)
        {
            stream.Add(all[random.Next(all.Length)]);
            asked += stream[^1].TotalMilli;
        }

        return stream;
    }
#pragma warning restore CA5394

    /// <summary>The part of the GPUs that a policy gives out, in per cent, over these seeds.</summary>
    public static double Allocation(Func<IPlacementPolicy> policy, int seeds) => Enumerable.Range(1, seeds).Average(seed =>
    {
        var placer = new Placer(Nodes.Select(n => new NodeState(n)), policy());
        foreach (var demand in Stream(seed))
        {
            placer.Place(demand);
        }

        return 100.0 * placer.Nodes.Sum(n => (n.Shape.Gpus * 1000) - n.MilliLeft) / Nodes.Sum(n => n.Gpus * 1000);
    });
}
