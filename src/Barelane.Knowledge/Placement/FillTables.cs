using System.Numerics;

namespace Barelane.Knowledge.Placement;

/// <summary>
/// What is expected to stay unused of a GPU, and of a node, when arrivals of a distribution come to it for a while. Each step of the dynamic programme is
/// one arrival: what fits is taken, but a part of the arrivals goes elsewhere where taking it would leave more unused, since a cluster has a choice of
/// nodes and its policy makes use of it.
/// </summary>
internal sealed class FillTables
{
    // Found on the default workload of the openb trace, where 40 to 80 arrivals and 0.5 to 0.9 reach the same within 0.2 points; see bench/README.md.
    private const int Arrivals = 60;
    private const double NodeChoice = 0.9;
    private const double GpuChoice = 0.7;
    private const int MilliStep = 50;
    private const int CpuStep = 500;
    private readonly float[] _gpu;
    private readonly float[] _node;
    private readonly int _cpuSteps;
    private readonly int _milliSteps;

    public FillTables(IReadOnlyList<(Demand Demand, double Weight)> demands, string model, int mostGpus, int mostCpu)
    {
        var all = demands.Sum(d => d.Weight);
        var allowed = demands.Where(d => d.Demand.Allows(model)).Select(d => (d.Demand, Weight: d.Weight / all)).ToList();
        _milliSteps = (mostGpus * Demand.WholeGpu / MilliStep) + 1;
        _cpuSteps = (mostCpu / CpuStep) + 2;
        _gpu = GpuTable(allowed);
        _node = NodeTable(allowed);
    }

    /// <summary>Thousandths expected to stay unused of a GPU with this many left.</summary>
    public double OfGpu(int milli) => _gpu[milli];

    /// <summary>Thousandths expected to stay unused of a node, whose GPUs are taken as one pool, for want of processors.</summary>
    public double OfNode(int milli, int cpu)
    {
        var (row, column) = (Math.Min(milli / MilliStep, _milliSteps - 2), Math.Min(cpu / CpuStep, _cpuSteps - 2));
        var (down, right) = ((milli - (row * MilliStep)) / (double)MilliStep, (cpu - (column * CpuStep)) / (double)CpuStep);
        var at = (row * _cpuSteps) + column;
        var upper = (_node[at] * (1 - right)) + (_node[at + 1] * right);
        var lower = (_node[at + _cpuSteps] * (1 - right)) + (_node[at + _cpuSteps + 1] * right);
        return (upper * (1 - down)) + (lower * down);
    }

    private static float[] GpuTable(IReadOnlyList<(Demand Demand, double Weight)> allowed)
    {
        var sizes = allowed.GroupBy(d => d.Demand.MilliPerGpu).Select(g => (Milli: g.Key, Weight: g.Sum(d => d.Weight))).ToList();
        var now = new double[Demand.WholeGpu + 1];
        for (var left = 0; left < now.Length; left++)
        {
            now[left] = left;
        }

        for (var arrival = 0; arrival < Arrivals; arrival++)
        {
            var next = new double[now.Length];
            for (var left = 0; left < now.Length; left++)
            {
                var change = 0.0;
                foreach (var (milli, weight) in sizes)
                {
                    change += milli <= left ? weight * Taken(now[left], now[left - milli], GpuChoice) : 0;
                }

                next[left] = now[left] + change;
            }

            now = next;
        }

        return Array.ConvertAll(now, v => (float)v);
    }

    private float[] NodeTable(IReadOnlyList<(Demand Demand, double Weight)> allowed)
    {
        var sizes = allowed
            .GroupBy(d => (Milli: (d.Demand.TotalMilli + (MilliStep / 2)) / MilliStep, Cpu: (d.Demand.CpuMilli + (CpuStep / 2)) / CpuStep))
            .Select(g => (g.Key.Milli, g.Key.Cpu, Weight: (float)g.Sum(d => d.Weight)))
            .ToList();
        var (now, next) = (new float[_milliSteps * _cpuSteps], new float[_milliSteps * _cpuSteps]);
        for (var i = 0; i < now.Length; i++)
        {
            now[i] = i / _cpuSteps * MilliStep;
        }

        for (var arrival = 0; arrival < Arrivals; arrival++)
        {
            now.CopyTo(next, 0);
            foreach (var (milli, cpu, weight) in sizes)
            {
                for (var row = milli; row < _milliSteps; row++)
                {
                    var (to, from) = ((row * _cpuSteps) + cpu, (row - milli) * _cpuSteps);
                    Add(now.AsSpan(to, _cpuSteps - cpu), now.AsSpan(from, _cpuSteps - cpu), next.AsSpan(to, _cpuSteps - cpu), weight);
                }
            }

            (now, next) = (next, now);
        }

        return now;
    }

    /// <summary>Adds to a row what one kind of arrival changes in it: <see cref="Taken"/> for many cells at once.</summary>
    private static void Add(ReadOnlySpan<float> before, ReadOnlySpan<float> after, Span<float> sum, float weight)
    {
        var (always, whereBetter) = (new Vector<float>(weight * (1 - (float)NodeChoice)), new Vector<float>(weight * (float)NodeChoice));
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var change = new Vector<float>(after[i..]) - new Vector<float>(before[i..]);
            (new Vector<float>(sum[i..]) + (always * change) + (whereBetter * Vector.Min(change, Vector<float>.Zero))).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += weight * (float)Taken(before[i], after[i], NodeChoice);
        }
    }

    /// <summary>The change by one arrival that fits: a part of the time only where it is for the better.</summary>
    private static double Taken(double before, double after, double choice) =>
        ((1 - choice) * (after - before)) + (choice * Math.Min(after - before, 0));
}
