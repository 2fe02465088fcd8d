using Barelane.Twin;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Bench;

/// <summary>
/// What an apply and its undo take from a VM beyond its own shutdown and boot, and from a host beyond its own boot: against the twin at the
/// pace of the real world, tasks of two seconds included; only the host boots faster than a real one.
/// </summary>
internal sealed class Downtime : IBenchmark
{
    private const int Runs = 2;
    private const double VmBudget = 5;
    private const double HostBudget = 30;
    private static readonly TwinTimes Times = new() { HostLeaves = TimeSpan.FromSeconds(10), HostBoot = TimeSpan.FromSeconds(30) };

    /// <inheritdoc/>
    public string Name => "downtime";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var site = new TwinSiteBuilder().Datacenter("dc1")
            .StandaloneHost("esx-rebinds", host => (host.CanRebindWithoutReboot, _) = (true, Add(host, PciCards.A40("0000:3b:00.0"))))
            .StandaloneHost("esx-reboots", host => Add(host, PciCards.A40("0000:3b:00.0")))
            .Vm("stays-01", "esx-rebinds", vm => vm.PowerState = "poweredOn")
            .Vm("waits-01", "esx-reboots", vm => vm.PowerState = "poweredOn")
            .Build();
        await using var twin = await TwinServer.StartAsync(site, new TwinOptions { TimeScale = 1, Times = Times });
        using var desk = new Desk(twin.Url, twin.Thumbprint, "secret", "A40", ["stays-01", "waits-01"]);
        var (off, away) = (new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            foreach (var verb in (string[])["apply", "undo"])
            {
                await using var watch = SiteWatch.On(twin.Site, new Dictionary<string, Func<bool>>
                {
                    ["the VM stands off"] = () => !twin.Site.Vm("stays-01").IsPoweredOn,
                    ["the host is out"] = () => twin.Site.Host("esx-reboots").InMaintenanceMode,
                });
                var reboots = twin.Site.Read(() => twin.Site.Host("esx-rebinds").Reboots);
                await desk.RunAsync(0, [verb]);
                if (twin.Site.Read(() => twin.Site.Host("esx-rebinds").Reboots) != reboots)
                {
                    throw new BenchException("The host that can rebind was rebooted; required is 0 reboots.");
                }

                off.Add(watch.Lasted("the VM stands off"));
                away.Add(watch.Lasted("the host is out") - Times.HostLeaves - Times.HostBoot);
                await GuestsAreUpAsync(twin);
            }
        }

        return
        [
            new Measurement(
                "downtime of a VM beyond its shutdown and boot",
                Samples.Seconds(off.Median),
                Samples.Seconds(VmBudget),
                off.Median <= VmBudget,
                $"median of {off.Count}, the most {Samples.Seconds(off.Largest)}; {Samples.Seconds(2 * Times.Task.TotalSeconds)} of it are the site's own two tasks; 0 reboots of its host, which can rebind"),
            new Measurement(
                "a host is out beyond its own boot",
                Samples.Seconds(away.Median),
                Samples.Seconds(HostBudget),
                away.Median <= HostBudget,
                $"median of {away.Count}, the most {Samples.Seconds(away.Largest)}; {Samples.Seconds(2 * Times.Task.TotalSeconds)} of it are the site's own two tasks"),
        ];
    }

    private static bool Add(RecordedHost host, RecordedDevice card)
    {
        host.Devices.Add(card);
        return true;
    }

    /// <summary>A guest that still boots can't be asked to shut down.</summary>
    private static async Task GuestsAreUpAsync(TwinServer twin)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var changed = twin.Site.ChangedAsync(limit.Token);
            if (twin.Site.Read(() => twin.Site.Vms.All(vm => vm.ToolsRunning)))
            {
                return;
            }

            await changed;
        }
    }
}
