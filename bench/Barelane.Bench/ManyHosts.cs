using System.Globalization;
using Barelane.Engine.Journal;
using Barelane.Twin;
using Barelane.Twin.Building;

namespace Barelane.Bench;

/// <summary>
/// A run over 100 hosts that each have to reboot, beside one over two of them. The first host goes alone, so that two hosts in a row are the
/// critical path of both runs, with everything that it costs; what the 98 others add is what the engine loses.
/// </summary>
internal sealed class ManyHosts : IBenchmark
{
    private const int Runs = 2;
    private const int Few = 2;
    private const int Many = 100;
    private const double Budget = 1.05;

    /// <summary>How much faster than the real world the site runs: what Barelane itself takes counts as many times as much.</summary>
    private const double Pace = 8;

    /// <inheritdoc/>
    public string Name => "many-hosts";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var (few, many, planning) = (new Samples(), new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            few.Add((await OverAsync(Few)).Run);
            var (whole, lasted) = await OverAsync(Many);
            many.Add(lasted);
            planning.Add(whole - lasted);
        }

        var ratio = many.Median / few.Median;
        return
        [
            new Measurement(
                "many-hosts: a run over 100 hosts beside its critical path",
                $"{Samples.Text(ratio)} times",
                $"{Samples.Text(Budget)} times",
                ratio <= Budget,
                $"medians of {Runs}, interleaved, at {Pace.ToString(CultureInfo.InvariantCulture)} times the real pace: {Many} hosts {Samples.Seconds(many.Median)}, {Few} hosts {Samples.Seconds(few.Median)}; everything before and after the run {Samples.Seconds(planning.Median)}"),
        ];
    }

    private static async Task<(TimeSpan Whole, TimeSpan Run)> OverAsync(int hosts)
    {
        var builder = new TwinSiteBuilder().Datacenter("dc1");
        var names = Enumerable.Range(1, hosts).Select(i => i.ToString("000", CultureInfo.InvariantCulture)).ToList();
        foreach (var name in names)
        {
            builder.StandaloneHost("esx-" + name, host => host.Devices.Add(PciCards.A40("0000:3b:00.0")))
                .Vm("vm-" + name, "esx-" + name, vm => vm.PowerState = "poweredOn");
        }

        await using var twin = await TwinServer.StartAsync(builder.Build(), new TwinOptions { TimeScale = Pace });
        using var desk = new Desk(twin.Url, twin.Thumbprint, "secret", "A40", names.Select(n => "vm-" + n));
        var cost = await desk.RunAsync(0, "apply", "--parallel", "1000");
        var records = await desk.LatestRunAsync();
        return records[^1].Record is RunEnded { StepsDone: var done, StepsTotal: var total } && done == total
            ? (cost.Wall, records[^1].Time - records[0].Time)
            : throw new BenchException($"The run over {hosts} hosts did not come to its end: its last record is '{records[^1].Record.GetType().Name}'.");
    }
}
