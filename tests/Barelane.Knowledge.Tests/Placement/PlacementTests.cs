using Barelane.Knowledge.Placement;
using Barelane.Knowledge.Placement.Published;

namespace Barelane.Knowledge.Tests.Placement;

public sealed class PlacementTests
{
    private const int Seeds = 2;

    // Its tables take a moment and never change.
    private static readonly Lazy<ExpectedFillPolicy> Own = new(() => new(SyntheticTrace.Workload, SyntheticTrace.Nodes));

    public static TheoryData<string> Policies => ["random", "DotProd", "GPU clustering", "GPU packing", "best fit", "FGD", "expected fill"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_policy_gives_out_what_a_node_does_not_have_and_none_turns_away_what_fits(string name)
    {
        var placer = new Placer(SyntheticTrace.Nodes.Select(n => new NodeState(n)), Policy(name));
        var (placed, asked) = (0L, 0);
        foreach (var demand in SyntheticTrace.Stream(7))
        {
            var fits = placer.Nodes.Any(n => n.Fits(demand));
            var node = placer.Place(demand);
            Assert.Equal(fits, node is not null);
            Assert.True(node is null || demand.Allows(node.Shape.Model) || demand.Gpus == 0);
            placed += node is null ? 0 : demand.TotalMilli;
            asked++;
        }

        Assert.True(asked > 400);
        Assert.All(placer.Nodes, n => Assert.True(n.CpuLeft >= 0 && n.MemoryLeft >= 0));
        Assert.All(placer.Nodes, n => Assert.All(n.Left.ToArray(), l => Assert.InRange(l, 0, 1000)));
        Assert.All(placer.Nodes, n => Assert.Equal(n.Left.ToArray().Sum(), n.MilliLeft));
        Assert.Equal(placed, placer.Nodes.Sum(n => (n.Shape.Gpus * 1000L) - n.MilliLeft));
    }

    [Fact]
    public void Own_policy_gives_out_more_than_every_published_one()
    {
        var ratio = Policies.ToDictionary(p => (string)p, p => SyntheticTrace.Allocation(() => Policy(p), Seeds));

        Assert.All(ratio.Where(r => r.Key != "expected fill"), r => Assert.True(ratio["expected fill"] > r.Value + 0.5, $"expected fill {ratio["expected fill"]:0.00}, {r.Key} {r.Value:0.00}"));
    }

    [Fact]
    public void Scores_that_are_kept_choose_the_same_nodes_as_scores_computed_each_time()
    {
        var kept = new Placer(SyntheticTrace.Nodes.Select(n => new NodeState(n)), Policy("expected fill"));
        var fresh = new Placer(SyntheticTrace.Nodes.Select(n => new NodeState(n)), new Forgetful(Policy("expected fill")));
        foreach (var demand in SyntheticTrace.Stream(3))
        {
            Assert.Equal(fresh.Place(demand)?.Shape.Name, kept.Place(demand)?.Shape.Name);
        }
    }

    [Fact]
    public void Typical_demands_are_the_most_frequent_until_they_cover_enough()
    {
        var all = SyntheticTrace.Workload;
        var typical = all.Typical(0.7);

        Assert.True(typical.Demands.Count < all.Demands.Count);
        Assert.Equal(1, typical.Demands.Sum(d => d.Weight), 9);
        Assert.Equal(11_000, typical.Demands[0].Demand.CpuMilli);
    }

    private static IPlacementPolicy Policy(string name) => name switch
    {
        "random" => new RandomPolicy(5),
        "DotProd" => new DotProductPolicy(),
        "GPU clustering" => new ClusteringPolicy(),
        "GPU packing" => new PackingPolicy(),
        "best fit" => new BestFitPolicy(),
        "FGD" => new FragmentationGradientPolicy(SyntheticTrace.Workload),
        _ => Own.Value,
    };

    /// <summary>Scores as another policy does, as single precision, and has none of them kept.</summary>
    private sealed class Forgetful(IPlacementPolicy policy) : IPlacementPolicy
    {
        public string Name => policy.Name;

        public bool IsRepeatable => false;

        public NodeScore Score(NodeState node, Demand demand) => policy.Score(node, demand) is var score ? score with { Value = (float)score.Value } : default;
    }
}
