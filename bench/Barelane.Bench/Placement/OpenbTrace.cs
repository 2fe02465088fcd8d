using System.Globalization;
using Barelane.Knowledge.Placement;

namespace Barelane.Bench.Placement;

/// <summary>The public openb trace (Alibaba cluster-trace-gpu-v2023), read from a folder the user names; nothing of it is kept here.</summary>
internal static class OpenbTrace
{
    public const string NodeFile = "openb_node_list_gpu_node.csv";
    public const string Default = "default";
    private const string PodPrefix = "openb_pod_list_";

    /// <summary>The nodes that have GPUs.</summary>
    public static IReadOnlyList<NodeShape> Nodes(string folder) =>
        [.. Rows(Path.Combine(folder, NodeFile), 5).Select(r => new NodeShape(r[0], Number(r[1]), Number(r[2]), Number(r[3]), r[4]))];

    /// <summary>The workloads whose files are there, by name.</summary>
    public static IReadOnlyList<string> Workloads(string folder) =>
        [.. Directory.GetFiles(folder, PodPrefix + "*.csv").Select(f => Path.GetFileNameWithoutExtension(f)[PodPrefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>The pods of a workload, sorted by name as the experiment wants them before it shuffles.</summary>
    public static IReadOnlyList<Demand> Pods(string folder, string workload) =>
        [.. Rows(Path.Combine(folder, $"{PodPrefix}{workload}.csv"), 5).OrderBy(r => r[0], StringComparer.Ordinal).Select(Pod)];

    private static Demand Pod(string[] row)
    {
        var gpus = Number(row[3]);
        return new Demand(Number(row[1]), Number(row[2]), gpus, gpus == 0 ? 0 : Number(row[4]), row.Length > 5 ? row[5] : "");
    }

    private static IEnumerable<string[]> Rows(string path, int columns)
    {
        if (!File.Exists(path))
        {
            throw new BenchException($"There is no file '{path}'; the folder of the trace has to hold it.");
        }

        return File.ReadLines(path).Skip(1).Select(l => l.TrimEnd('\r').Split(',')).Select((r, i) => r.Length >= columns ? r
            : throw new BenchException($"'{path}', line {i + 2}: {r.Length} columns, required are at least {columns}."));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BenchException($"'{text}' in the trace is no whole number.");
}
