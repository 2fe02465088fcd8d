using System.Text;
using Barelane.Knowledge.Symptoms;
using Barelane.TestKit;

namespace Barelane.Bench;

/// <summary>
/// <c>barelane diagnose</c> of a log of 1 GB, beside <c>grep -F -f</c> with the very same texts: of each pattern the longest piece, as Barelane
/// searches for it. The log repeats the ordinary lines of a host's boot, with a line of a failure in it every 64 MB.
/// </summary>
internal sealed class LogReading : IBenchmark
{
    private const int Runs = 5;
    private const long LogBytes = 1_000_000_000;
    private const long BytesBetweenFailures = 64_000_000;
    private const double MemoryBudgetMib = 100 / 1.048576;
    private const string Failure = "[ 4711.081500] vfio-pci 0000:01:00.0: not ready 65535ms after FLR; giving up\n";

    /// <inheritdoc/>
    public string Name => "diagnose";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        using var folder = new TemporaryFolder();
        var (log, texts) = (folder.File("big.log"), folder.File("texts"));
        await File.WriteAllTextAsync(texts, string.Concat(SymptomCatalog.BuiltIn.Symptoms.SelectMany(TextsOf).Distinct(StringComparer.Ordinal).Select(t => t + "\n")));
        await WriteLogAsync(log);
        var (own, grep, costs) = (new Samples(), new Samples(), new List<Cost>());
        await MeasureAsync(folder, Programs.Barelane, "diagnose", log);
        for (var run = 0; run < Runs; run++)
        {
            costs.Add(await MeasureAsync(folder, Programs.Barelane, "diagnose", log));
            own.Add(costs[^1].Wall);
            // Through a pipe: grep whose output goes to /dev/null stops at its first match.
            grep.Add((await MeasureAsync(folder, "/bin/sh", "-c", "grep -F -f \"$0\" \"$1\" | cat", texts, log)).Wall);
        }

        var speed = LogBytes / 1e6 / own.Median;
        return
        [
            new Measurement(
                "diagnose: reading a log of 1 GB beside grep -F -f",
                $"{Samples.Text(own.Median / grep.Median)} times",
                "1.00 times",
                own.Median <= grep.Median,
                $"medians of {Runs}, interleaved, the log in the page cache: {Samples.Seconds(own.Median)}, {Samples.Text(speed)} MB/s, and {Samples.Seconds(grep.Median)}"),
            new Measurement(
                "diagnose: peak memory",
                $"{Samples.Text(costs.Max(c => c.PeakMib))} MiB",
                "100 MB",
                costs.Max(c => c.PeakMib) < MemoryBudgetMib,
                $"the most of {Runs}"),
        ];
    }

    private static IEnumerable<string> TextsOf(Symptom symptom) =>
        symptom.Patterns.Concat(symptom.Causes.SelectMany(c => c.Evidence.Concat(c.Against))).Select(p => p.Text.Split('*').MaxBy(t => t.Length)!);

    private static async Task WriteLogAsync(string path)
    {
        var ordinary = Path.Combine(Programs.Root, "tests", "Barelane.Knowledge.Tests", "Symptoms", "Ordinary", "kvm-host-dmesg.log");
        var lines = await File.ReadAllBytesAsync(ordinary);
        var failure = Encoding.ASCII.GetBytes(Failure);
        await using var log = File.Create(path);
        for (long written = 0, next = BytesBetweenFailures; written < LogBytes; written += lines.Length)
        {
            await log.WriteAsync(lines);
            if (written > next)
            {
                await log.WriteAsync(failure);
                next += BytesBetweenFailures;
            }
        }
    }

    private static async Task<Cost> MeasureAsync(TemporaryFolder folder, string program, params string[] args)
    {
        var cost = await Command.MeasureAsync(folder.Path, program, args);
        return cost.ExitCode == 0 ? cost : throw new BenchException($"'{program}' ended with exit code {cost.ExitCode}, required is 0. {cost.Error}");
    }
}
