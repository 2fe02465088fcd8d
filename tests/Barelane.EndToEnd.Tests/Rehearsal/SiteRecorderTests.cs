using Barelane.Cli.Rehearsal;
using Barelane.Cli.Rehearsal.Recording;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.Rendering.Text;
using Barelane.Twin;
using Barelane.Twin.Recording;

namespace Barelane.EndToEnd.Tests.Rehearsal;

public sealed class SiteRecorderTests
{
    [Fact]
    public async Task A_record_of_an_inspected_site_is_planned_as_the_site_itself_and_comes_through()
    {
        var site = RehearsalSites.Base();
        site.Vm("render-01").Folder = "team-a/gpu";
        site.Vm("render-01").MemoryLimitMib = 65536;
        var (fleet, plan) = await InspectAsync(site);

        var report = await Rehearser.RunAsync(
            RehearsalSites.Request(SiteRecorder.Record(fleet.Sites[0])) with { Live = plan }, TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, RehearsalText.Render(report, new TextLook(200, false)));
        Assert.True(report.ComparedWithLive);
        Assert.NotEmpty(report.Assumptions);
    }

    [Fact]
    public async Task Options_that_Barelane_does_not_read_never_reach_a_record()
    {
        var (fleet, _) = await InspectAsync(RehearsalSites.Ready());
        var inventory = WithVms(fleet.Sites[0], v => v with
        {
            Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>
            {
                ["guestinfo.userdata"] = "top-secret",
                ["pciPassthru.use64bitMMIO"] = "TRUE",
            }),
        });

        var text = RecordedSiteJson.Write(SiteRecorder.Record(inventory));

        Assert.DoesNotContain("guestinfo", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("top-secret", text, StringComparison.Ordinal);
        Assert.Contains("pciPassthru.use64bitMMIO", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_read_is_listed_with_its_reason()
    {
        var (fleet, _) = await InspectAsync(RehearsalSites.Ready());
        var inventory = WithVms(fleet.Sites[0], v => v with { Firmware = Observed<string>.Unreadable("No permission on the VM.") });

        var record = SiteRecorder.Record(inventory);

        Assert.Contains(record.Assumptions, a => a is { Object: "render-01", Fact: "its firmware", Assumed: "'efi'", Reason: "No permission on the VM." });
    }

    [Fact]
    public async Task Scrubbing_replaces_every_name_alike_and_keeps_ids_models_and_addresses()
    {
        var source = RehearsalSites.Base();
        source.Vm("web-03").Snapshots.Add("veeam-backup-4711");
        source.Vm("render-01").Folder = "team-a";
        var (fleet, _) = await InspectAsync(source);
        var record = SiteRecorder.Record(fleet.Sites[0]);

        var scrubbed = NameScrubber.Scrub(record);
        var text = RecordedSiteJson.Write(scrubbed);

        foreach (var name in new[] { "render-01", "web-03", "esx-01", "esx-02", "team-a", "veeam" })
        {
            Assert.DoesNotContain(name, text, StringComparison.Ordinal);
        }

        var host = scrubbed.Datacenters[0].Clusters[0].Hosts.Single(h => h.Devices.Any(d => d.DeviceName == "NVIDIA A40"));
        Assert.All(scrubbed.Datacenters[0].Vms, v => Assert.Equal(host.Name, v.Host));
        Assert.Equal(record.Host("esx-01").Uuid, host.Uuid);
        Assert.Contains(scrubbed.Datacenters[0].Vms, v => v.Snapshots.Any(s => s.Contains("backup", StringComparison.Ordinal)));
        Assert.Equal(text, RecordedSiteJson.Write(NameScrubber.Scrub(record)));
    }

    private static SiteInventory WithVms(SiteInventory site, Func<Vm, Vm> change) => site with { Vms = [.. site.Vms.Select(change)] };

    private static async Task<(FleetInventory Fleet, Plan Plan)> InspectAsync(RecordedSite site)
    {
        var request = RehearsalSites.Request(site);
        await using var stage = await RehearsalStage.OpenAsync(request, TwinPosition.Usual(new TwinSwitches()), TestContext.Current.CancellationToken);
        var (_, goal) = await stage.GoalAsync(request.Document, new NothingRemembered(), TestContext.Current.CancellationToken);
        var fleet = await stage.Workbench.InspectAsync(TestContext.Current.CancellationToken);
        return (fleet, await stage.Workbench.PlanAsync(fleet, goal, request.Planning, TestContext.Current.CancellationToken));
    }
}
