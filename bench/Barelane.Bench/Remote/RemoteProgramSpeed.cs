using System.Globalization;
using Barelane.TestKit;

namespace Barelane.Bench.Remote;

/// <summary>Whole programs on a server of this machine beside the same on its PoCL, on several ways there; and how often a program has to wait for an answer.</summary>
internal sealed class RemoteProgramSpeed : IBenchmark
{
    private const int Runs = 5;
    private static readonly string[] Hashcat = ["hashcat", "-b", "-m", "0", "--force", "-D", "1", "--machine-readable", "--session", "barelane-bench"];
    private static readonly string[] Xgemm = ["clblast_test_xgemm"];

    // Only these lines, by name and with commas between: one takes five minutes.
    private static readonly string[] Lines = Environment.GetEnvironmentVariable("BARELANE_LINES")?.Split(',', StringSplitOptions.TrimEntries) ?? [];
    private readonly List<Measurement> _measured = [];

    /// <inheritdoc/>
    public string Name => "remote-programs";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        using var folder = new TemporaryFolder();
        await foreach (var path in RemoteLines.AllAsync(folder).Where(p => Lines.Length > 0 ? Lines.Contains(p.Name) : !p.IsLimited))
        {
            await HashcatAsync(path);
            await XgemmAsync(path);
            var waits = Waits((await RemotePrograms.RunAsync(path, "clinfo")).Error);
            Add($"{path.Name}: clinfo, answers waited for", $"{waits}", "10", waits <= 10, "the connection's own among them");
        }

        return _measured;
    }

    private async Task HashcatAsync(RemotePath path)
    {
        var (local, remote) = (new Samples(), new Samples());
        var waits = 0L;

        // The first compiles the kernels.
        await RemotePrograms.RunAsync(null, Hashcat);
        await RemotePrograms.RunAsync(path, Hashcat);
        for (var run = 0; run < Runs; run++)
        {
            local.Add(Speed((await RemotePrograms.RunAsync(null, Hashcat)).Out));
            var (output, error, _) = await RemotePrograms.RunAsync(path, Hashcat);
            remote.Add(Speed(output));
            waits = Math.Max(waits, Waits(error));
        }

        Add($"{path.Name}: hashcat -b -m 0", $"{Samples.Text(remote.Median / local.Median)} of local", "0.95", remote.Median / local.Median >= 0.95, $"medians of {Runs}, interleaved: {remote.Median / 1e6:0} and {local.Median / 1e6:0} MH/s");
        Add($"{path.Name}: hashcat -b -m 0, answers waited for", $"{waits}", "1700", waits <= 1700, "kernels compiled before");
    }

    private async Task XgemmAsync(RemotePath path)
    {
        var (local, remote) = (new Samples(), new Samples());
        await RemotePrograms.RunAsync(null, Xgemm);
        await RemotePrograms.RunAsync(path, Xgemm);
        for (var run = 0; run < Runs; run++)
        {
            local.Add((await RemotePrograms.RunAsync(null, Xgemm)).Wall);
            remote.Add((await RemotePrograms.RunAsync(path, Xgemm)).Wall);
        }

        Add($"{path.Name}: clblast_test_xgemm", $"{Samples.Text(remote.Median / local.Median)} times local", "1.50 times", remote.Median <= 1.5 * local.Median, $"medians of {Runs}, interleaved: {Samples.Seconds(remote.Median)} and {Samples.Seconds(local.Median)}");
    }

    private static double Speed(string output) =>
        output.Split('\n').FirstOrDefault(l => l.StartsWith("1:0:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture)
            : throw new BenchException($"hashcat printed no speed; required is a line '1:0:…'. {output}");

    private static long Waits(string error) =>
        error.Split('\n').FirstOrDefault(l => l.StartsWith("barelane: waited ", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)
            : throw new BenchException($"The driver did not tell how often it waited. {error}");

    private void Add(string name, string figure, string budget, bool keeps, string detail)
    {
        _measured.Add(new Measurement($"remote: {name}", figure, budget, keeps, detail));
        Console.Error.WriteLine(_measured[^1].Line);
    }
}
