using Barelane.Twin;
using Barelane.Twin.Building;

namespace Barelane.Bench;

/// <summary>
/// <c>barelane plan</c> of a document that is carried out already, on a site of 1,000 hosts: the time from the server's last byte to what the
/// program says next, in a process that has just started. In between it parses the tail of the answer, judges, plans and prints.
/// </summary>
internal sealed class UnchangedPlan : IBenchmark
{
    private const int Runs = 5;
    private const int Hosts = 1000;
    private const int Vms = 10000;
    private const int Assignments = 125;
    private const double BudgetSeconds = 1;

    /// <inheritdoc/>
    public string Name => "unchanged-plan";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var site = Scenarios.Fleet(Hosts, Vms);
        foreach (var host in site.Datacenters.SelectMany(d => d.Clusters).SelectMany(c => c.Hosts))
        {
            host.CanRebindWithoutReboot = true;
        }

        await using var twin = await TwinServer.StartAsync(site, new TwinOptions { TimeScale = 10000 });
        await using var line = SlowLine.To(twin.Url, TimeSpan.Zero);

        // Every fourth host has cards, and the VM of the same number lives on it; every other of them is enough to reach all clusters.
        using var desk = new Desk(line.Url, twin.Thumbprint, "secret", "A40", Enumerable.Range(0, Assignments).Select(i => $"vm-{(8 * i) + 1:0000}"));
        await desk.RunAsync(0, "apply");
        var (thoughts, walls, work, memory) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            line.Reset();
            var cost = await desk.RunAsync(0, "plan", "--detailed-exitcode");
            thoughts.Add(line.LongestThought);
            walls.Add(cost.Wall);
            work.Add(cost.Cpu);
            memory.Add(cost.PeakMib);
        }

        return
        [
            new Measurement(
                "unchanged-plan: after the inspection",
                Samples.Seconds(thoughts.Median),
                Samples.Seconds(BudgetSeconds),
                thoughts.Median < BudgetSeconds,
                $"median of {Runs}; {Assignments} assignments on {Hosts} hosts with {Vms} VMs; the whole command {Samples.Seconds(walls.Median)}, of the CPU {Samples.Seconds(work.Median)}, and at most {Samples.Text(memory.Largest)} MiB"),
        ];
    }
}
