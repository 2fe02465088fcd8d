using System.Text;
using Barelane.TestKit;
using Barelane.TestKit.Vcsim;

namespace Barelane.Bench;

/// <summary>
/// <c>barelane inspect --output json</c> of 1,000 hosts and 10,000 VMs in govmomi's simulator, beside curl, which fetches the very same answers and
/// looks at none of them, and beside pyVmomi, which reads the very same properties.
/// </summary>
internal sealed class FleetInspection : IBenchmark
{
    private const int Runs = 5;
    private const int PyVmomiRuns = 2;
    private const double CurlBudget = 1.5;
    private const double PyVmomiBudget = 10;
    private const double MemoryBudgetMib = 200;
    private static readonly string[] Size = ["-dc", "1", "-cluster", "20", "-host", "50", "-standalone-host", "0", "-vm", "500"];

    /// <inheritdoc/>
    public string Name => "fleet";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var vcsim = await VcsimServer.StartAsync(Size);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("password"), VcsimServer.Password);
        var calls = await RecordAsync(vcsim, folder);
        var (own, curl, python) = (new List<Cost>(), new List<Cost>(), new List<Cost>());
        for (var run = 0; run < Runs; run++)
        {
            own.Add(await InspectAsync(folder, vcsim.Address, vcsim.Thumbprint));
            curl.Add(await PeerAsync(folder, "curl", Programs.Peer("fetch-with-curl"), vcsim.Address.ToString(), folder.Path));
            if (run < PyVmomiRuns)
            {
                python.Add(await PeerAsync(folder, "pyVmomi", "/usr/bin/python3", Programs.Peer("fetch_with_pyvmomi.py"), vcsim.Address.ToString(), folder.Path));
            }
        }

        var (wall, curlWall, pythonWall) = (Of(own, c => c.Wall), Of(curl, c => c.Wall), Of(python, c => c.Wall));
        var (cpu, curlCpu, pythonCpu) = (Of(own, c => c.Cpu), Of(curl, c => c.Cpu), Of(python, c => c.Cpu));
        var sent = $"{calls.Count} calls, {Samples.Text(calls.Sum(c => c.AnswerBytes) / 1e6)} MB of answers";
        return
        [
            new Measurement(
                "fleet: barelane inspect beside curl",
                $"{Samples.Text(wall.Median / curlWall.Median)} times",
                $"{Samples.Text(CurlBudget)} times",
                wall.Median <= CurlBudget * curlWall.Median,
                $"medians of {Runs}, interleaved: {Samples.Seconds(wall.Median)} and {Samples.Seconds(curlWall.Median)}, of the CPU {Samples.Seconds(cpu.Median)} and {Samples.Seconds(curlCpu.Median)}; {sent}"),
            new Measurement(
                "fleet: pyVmomi beside barelane inspect",
                $"{Samples.Text(pythonWall.Median / wall.Median)} times",
                $"{Samples.Text(PyVmomiBudget)} times",
                pythonWall.Median >= PyVmomiBudget * wall.Median,
                $"medians of {PyVmomiRuns} and {Runs}, interleaved: {Samples.Seconds(pythonWall.Median)} and {Samples.Seconds(wall.Median)}, of the CPU {Samples.Seconds(pythonCpu.Median)} and {Samples.Seconds(cpu.Median)}, {Samples.Text(pythonCpu.Median / cpu.Median)} times; beside curl, which only waits for the server, {Samples.Text(pythonWall.Median / curlWall.Median)} times"),
            new Measurement(
                "fleet: peak memory of barelane inspect",
                $"{Samples.Text(own.Max(c => c.PeakMib))} MiB",
                $"{Samples.Text(MemoryBudgetMib)} MB",
                own.Max(c => c.PeakMib) * 1.048576 < MemoryBudgetMib,
                $"the most of {Runs}; pyVmomi {Samples.Text(python.Max(c => c.PeakMib))} MiB, curl {Samples.Text(curl.Max(c => c.PeakMib))} MiB"),
        ];
    }

    private static Samples Of(IEnumerable<Cost> costs, Func<Cost, TimeSpan> figure)
    {
        var samples = new Samples();
        foreach (var cost in costs)
        {
            samples.Add(figure(cost));
        }

        return samples;
    }

    /// <summary>Inspects once through a recorder and puts what was sent into a folder for the peers.</summary>
    private static async Task<IReadOnlyList<RecordedCall>> RecordAsync(VcsimServer vcsim, TemporaryFolder folder)
    {
        await using var recorder = await Recorder.StartAsync(vcsim.Address);
        await InspectAsync(folder, recorder.Url, recorder.Thumbprint);
        var calls = recorder.Calls.ToList();
        for (var i = 0; i < calls.Count; i++)
        {
            var body = Encoding.UTF8.GetString(calls[i].Body);
            await File.WriteAllTextAsync(folder.File($"call-{i:000}-{calls[i].Method}.xml"), body);
        }

        return calls;
    }

    private static async Task<Cost> InspectAsync(TemporaryFolder folder, Uri address, string thumbprint)
    {
        var cost = await Command.MeasureAsync(
            folder.Path, Programs.Barelane, "inspect", address.ToString(), "--user", VcsimServer.User, "--password", "file:password", "--certificate", thumbprint, "--output", "json");
        return cost.ExitCode == 0 ? cost : throw new BenchException($"'barelane inspect' ended with exit code {cost.ExitCode}, required is 0. {cost.Error}");
    }

    private static async Task<Cost> PeerAsync(TemporaryFolder folder, string name, string program, params string[] args)
    {
        var cost = await Command.MeasureAsync(folder.Path, program, args);
        return cost.ExitCode == 0 ? cost : throw new BenchException($"{name} ended with exit code {cost.ExitCode}, required is 0. {cost.Error}");
    }
}
