namespace Barelane.Knowledge.Placement;

/// <summary>What is expected to arrive: distinct demands with their weights, which add up to 1. A distribution, no order.</summary>
public sealed class Workload
{
    private Workload(IReadOnlyList<(Demand Demand, double Weight)> demands) => Demands = demands;

    /// <summary>The demands, the most frequent first.</summary>
    public IReadOnlyList<(Demand Demand, double Weight)> Demands { get; }

    /// <summary>The distribution of what was seen.</summary>
    public static Workload Of(IEnumerable<Demand> seen) => Weighted(seen.GroupBy(d => d).Select(g => (g.Key, (double)g.Count())));

    /// <summary>
    /// The most frequent demands, told apart by all but their memory, until they cover at least this part: the published policy's "typical pods".
    /// </summary>
    public Workload Typical(double coverage)
    {
        var typical = new List<(Demand Demand, double Weight)>();
        var covered = 0.0;
        foreach (var pair in Demands.GroupBy(d => d.Demand with { MemoryMiB = 0 }).Select(g => (Demand: g.Key, Weight: g.Sum(d => d.Weight))).OrderByDescending(d => d.Weight))
        {
            typical.Add(pair);
            covered += pair.Weight;
            if (covered >= coverage)
            {
                break;
            }
        }

        return Weighted(typical);
    }

    private static Workload Weighted(IEnumerable<(Demand Demand, double Count)> counted)
    {
        var all = counted.OrderByDescending(d => d.Count).ToList();
        var sum = all.Sum(d => d.Count);
        return new Workload([.. all.Select(d => (d.Demand, d.Count / sum))]);
    }
}
