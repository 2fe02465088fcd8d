using System.Diagnostics;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Sysfs;

namespace Barelane.Bench;

/// <summary>
/// Inspecting this machine, beside a bare read of the very same files, links and folders with the same calls and nothing made of them; and the whole command
/// beside <c>lspci -vvnn</c>. libvirt is left out of the first: it is no file.
/// </summary>
internal sealed class LocalInspection : IBenchmark
{
    private const int Runs = 101;
    private const int CommandRuns = 11;
    private const double Budget = 3;
    private static readonly Problem NoLibvirt = new() { Code = "libvirt-missing", Message = "libvirt is left out of this figure." };

    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var noted = new NotedFiles(new LocalHostFiles("/"));
        var site = await new KvmInventorySource(noted, null, "local", NoLibvirt).ReadAsync(InspectScope.Whole, CancellationToken.None);
        var files = new LocalHostFiles("/");
        var source = new KvmInventorySource(files, null, "local", NoLibvirt);
        var (own, bare) = (new Samples(), new Samples());
        for (var run = -1; run < Runs; run++)
        {
            var inspected = await TimeAsync(() => source.ReadAsync(InspectScope.Whole, CancellationToken.None));
            var read = await TimeAsync(() =>
            {
                noted.ReadAgain(files);
                return Task.CompletedTask;
            });
            if (run >= 0)
            {
                own.Add(inspected);
                bare.Add(read);
            }
        }

        return
        [
            new Measurement(
                "local: inspecting this machine beside a bare read of the same files",
                $"{Samples.Text(own.Median / bare.Median)} times",
                $"{Samples.Text(Budget)} times",
                own.Median <= Budget * bare.Median,
                $"medians of {Runs}, interleaved, in one process: {Samples.Text(own.Median * 1000)} ms and {Samples.Text(bare.Median * 1000)} ms; {site.Hosts[0].Devices.Count} PCI functions, {noted.Count} reads"),
            .. await WholeCommandAsync(),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> WholeCommandAsync()
    {
        if (!File.Exists("/usr/bin/lspci"))
        {
            return [];
        }

        var (own, lspci) = (new Samples(), new Samples());
        for (var run = -1; run < CommandRuns; run++)
        {
            var (mine, theirs) = (await Command.TimeAsync(Programs.Barelane, ["inspect", "qemu:///system", "--output", "json"]), await Command.TimeAsync("/usr/bin/lspci", ["-vvnn"]));
            if (run >= 0)
            {
                own.Add(mine);
                lspci.Add(theirs);
            }
        }

        return
        [
            new Measurement("local: 'barelane inspect' beside 'lspci -vvnn'", $"{Samples.Text(own.Median / lspci.Median)} times", "", null,
                $"medians of {CommandRuns}, interleaved: {Samples.Seconds(own.Median)} and {Samples.Seconds(lspci.Median)}; the start of the program and the question to libvirt are in it"),
        ];
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Notes what is read, so that it can be read again.</summary>
    private sealed class NotedFiles(LocalHostFiles files) : IHostFiles
    {
        private readonly List<Action<LocalHostFiles>> _reads = [];

        public int Count => _reads.Count;

        public Task PrepareAsync(IReadOnlyList<HostPath> paths, CancellationToken cancellationToken) => Task.CompletedTask;

        public Observed<byte[]> ReadBytes(string path, int limit = HostPath.LongestText)
        {
            _reads.Add(f => f.ReadBytes(path, limit));
            return files.ReadBytes(path, limit);
        }

        public Observed<string> ReadLink(string path)
        {
            _reads.Add(f => f.ReadLink(path));
            return files.ReadLink(path);
        }

        public Observed<IReadOnlyList<string>> List(string folder)
        {
            _reads.Add(f => f.List(folder));
            return files.List(folder);
        }

        public Observed<bool> Exists(string path)
        {
            _reads.Add(f => f.Exists(path));
            return files.Exists(path);
        }

        public void ReadAgain(LocalHostFiles from)
        {
            foreach (var read in _reads)
            {
                read(from);
            }
        }
    }
}
