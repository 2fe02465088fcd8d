using System.Globalization;

namespace Barelane.Bench.Placement;

/// <summary>
/// The public openb trace with the published policies and Barelane's own, on the same streams: what part of the GPUs is given out when 130 % of them
/// have been asked for. The trace is an input; without a folder there is nothing to run.
/// </summary>
internal sealed class PlacementReplay(string? folder) : IBenchmark
{
    private const int Seeds = 10;
    private const string Best = "FGD";
    private const string Own = "expected fill";
    private const double BudgetPoints = 0.5;
    private const double BudgetRate = 100_000;

    /// <inheritdoc/>
    public string Name => "placement";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        if (folder is null)
        {
            await Console.Error.WriteLineAsync("placement: no folder of the openb trace is named, by an argument or by BARELANE_OPENB; nothing was replayed. bench/README.md says where to get it.");
            return [];
        }

        var nodes = OpenbTrace.Nodes(folder);
        var real = OpenbTrace.Workloads(folder);
        var pods = OpenbTrace.Pods(folder, OpenbTrace.Default);
        var all = real.Select(w => (Name: w, Pods: OpenbTrace.Pods(folder, w)))
            .Concat(OpenbVariants.All(pods, nodes).Where(v => !real.Contains(v.Name)).Select(v => (Name: $"{v.Name} (analogue)", Pods: v.Pods())));
        var results = new List<Measurement>();
        var heads = false;
        foreach (var (name, workload) in all)
        {
            var replay = new Replay(nodes, workload, Seeds);
            replay.Run();
            if (!heads)
            {
                Console.WriteLine($"| workload | {string.Join(" | ", replay.Ratios.Keys)} | {Own} less {Best}, paired |");
                Console.WriteLine($"|{string.Concat(Enumerable.Repeat(" --- |", replay.Ratios.Count + 2))}");
                heads = true;
            }

            var gain = replay.Ratios[Own].Less(replay.Ratios[Best]);
            Console.WriteLine($"| {name} | {string.Join(" | ", replay.Ratios.Values.Select(Text))} | {gain.Mean.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)} ± {Points(gain.Deviation)}, least {gain.Smallest.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)} |");
            var budget = name == OpenbTrace.Default ? BudgetPoints : 0;
            results.Add(new Measurement(
                $"placement: {name}, beyond {Best}", $"{Points(gain.Mean)} points", $"more than {Points(budget)} points", gain.Mean > budget,
                $"{Seeds} streams, paired: {Text(replay.Ratios[Own])} % and {Text(replay.Ratios[Best])} % of the GPUs given out"));
            if (name == OpenbTrace.Default)
            {
                var rate = replay.Arrivals / replay.OwnTime.TotalSeconds;
                results.Add(new Measurement(
                    "placement: decisions of a processor", $"{rate:0} a second", $"{BudgetRate:0} a second", rate >= BudgetRate,
                    $"{replay.Arrivals} arrivals on {nodes.Count} nodes in {Samples.Seconds(replay.OwnTime.TotalSeconds)} of processor time; tables once before: {Samples.Seconds(replay.TableTime.TotalSeconds)}"));
            }
        }

        return results;
    }

    private static string Text(Samples samples) => $"{Points(samples.Mean)} ± {Points(samples.Deviation)}";

    private static string Points(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
