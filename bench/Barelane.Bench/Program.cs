using System.Globalization;
using Barelane.Bench.Placement;
using Barelane.Bench.Remote;

namespace Barelane.Bench;

/// <summary>Runs the benchmarks named, or all, prints a line for each figure and in the end all of them as a table.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int BadUsage = 64;

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // The folder of the openb trace is the one argument that is no benchmark's name.
        var folder = args.FirstOrDefault(Directory.Exists) ?? Environment.GetEnvironmentVariable("BARELANE_OPENB");
        args = [.. args.Where(a => a != folder)];
        IBenchmark[] all = [new StartUp(), new FleetInspection(), new UnchangedPlan(), new FarSite(), new Downtime(), new ManyHosts(), new LogReading(), new LocalInspection(), new RemoteSpeed(), new RemoteProgramSpeed(), new PlacementReplay(folder)];
        if (args.FirstOrDefault(a => !all.Any(b => b.Name == a)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'; there are {string.Join(", ", all.Select(b => b.Name))}.");
            return BadUsage;
        }

        var measured = new List<Measurement>();
        var failed = false;
        foreach (var benchmark in all.Where(b => args.Length == 0 || args.Contains(b.Name)))
        {
            try
            {
                await Console.Error.WriteLineAsync($"== {benchmark.Name}");
                foreach (var measurement in await benchmark.RunAsync())
                {
                    measured.Add(measurement);
                    Console.WriteLine(measurement.Line);
                }
            }
            catch (BenchException e)
            {
                failed = true;
                await Console.Error.WriteLineAsync($"{benchmark.Name}: {e.Message}");
            }
        }

        Console.WriteLine();
        Console.Write(Measurement.Table(measured));
        return failed ? Failed : 0;
    }
}
