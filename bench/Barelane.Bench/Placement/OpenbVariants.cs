using Barelane.Knowledge.Placement;

namespace Barelane.Bench.Placement;

/// <summary>
/// Workloads made from the default one in the manner of the trace's own variants, for those whose files are not there. They are analogues, drawn with a
/// fixed seed: their figures compare policies with each other, not with the published figures of the real ones.
/// </summary>
internal static class OpenbVariants
{
#pragma warning disable CA5394 // Draws of a benchmark keep no secret, and have to be repeatable.
    private const int Seed = 2023;

    /// <summary>Every analogue, by the name of what it stands for.</summary>
    public static IEnumerable<(string Name, Func<IReadOnlyList<Demand>> Pods)> All(IReadOnlyList<Demand> pods, IReadOnlyList<NodeShape> nodes) =>
    [
        .. new[] { 20, 60, 80, 100 }.Select(p => ($"gpushare{p}", (Func<IReadOnlyList<Demand>>)(() => Share(pods, p / 100.0)))),
        .. new[] { 30, 40, 50 }.Select(p => ($"multigpu{p}", (Func<IReadOnlyList<Demand>>)(() => Multi(pods, p / 100.0)))),
        .. new[] { 10, 20, 25, 33 }.Select(p => ($"gpuspec{p}", (Func<IReadOnlyList<Demand>>)(() => Spec(pods, nodes, p / 100.0)))),
        .. new[] { 50, 200, 250 }.Select(p => ($"cpu{p:000}", (Func<IReadOnlyList<Demand>>)(() => Cpu(pods, p / 100.0)))),
    ];

    /// <summary>As many pods with GPUs as before, drawn anew so that parts of GPUs make up this part of what is asked for.</summary>
    private static IReadOnlyList<Demand> Share(IReadOnlyList<Demand> pods, double part)
    {
        var random = new Random(Seed);
        var (shares, wholes) = (pods.Where(p => p.IsShare).ToArray(), pods.Where(p => p.Gpus > 0 && !p.IsShare).ToArray());
        var (share, whole) = (shares.Average(p => p.TotalMilli), wholes.Average(p => p.TotalMilli));
        var count = shares.Length + wholes.Length;
        var wanted = (int)Math.Round(count * part * whole / ((part * whole) + ((1 - part) * share)));
        return [.. pods.Where(p => p.Gpus == 0), .. random.GetItems(shares, wanted), .. random.GetItems(wholes, count - wanted)];
    }

    /// <summary>The same pods, with more that ask for several GPUs until these make up this part of what is asked for.</summary>
    private static IReadOnlyList<Demand> Multi(IReadOnlyList<Demand> pods, double part)
    {
        var random = new Random(Seed);
        var several = pods.Where(p => p.Gpus > 1).ToArray();
        var result = pods.ToList();
        var (of, all) = (several.Sum(p => (long)p.TotalMilli), pods.Sum(p => (long)p.TotalMilli));
        while (of < part * all)
        {
            var pod = several[random.Next(several.Length)];
            result.Add(pod);
            of += pod.TotalMilli;
            all += pod.TotalMilli;
        }

        return result;
    }

    /// <summary>The same pods, this part of those with GPUs bound to a model, or to one of two; models by their number of GPUs.</summary>
    private static IReadOnlyList<Demand> Spec(IReadOnlyList<Demand> pods, IReadOnlyList<NodeShape> nodes, double part)
    {
        var random = new Random(Seed);
        var models = nodes.SelectMany(n => Enumerable.Repeat(n, n.Gpus)).ToArray();
        return [.. pods.Select(p =>
        {
            if (p.Gpus == 0 || random.NextDouble() >= part)
            {
                return p;
            }

            var able = models.Where(n => n.Gpus >= p.Gpus && n.CpuMilli >= p.CpuMilli && n.MemoryMiB >= p.MemoryMiB).ToArray();
            var drawn = random.GetItems(able, random.Next(4) == 0 ? 2 : 1).Select(n => n.Model).Distinct().Order(StringComparer.Ordinal);
            return p with { Models = string.Join('|', drawn) };
        })];
    }

    /// <summary>The same pods, with this many times those without a GPU.</summary>
    private static IReadOnlyList<Demand> Cpu(IReadOnlyList<Demand> pods, double times)
    {
        var random = new Random(Seed);
        var without = pods.Where(p => p.Gpus == 0).ToArray();
        return [.. pods.Where(p => p.Gpus > 0), .. random.GetItems(without, (int)Math.Round(without.Length * times))];
    }
#pragma warning restore CA5394
}
