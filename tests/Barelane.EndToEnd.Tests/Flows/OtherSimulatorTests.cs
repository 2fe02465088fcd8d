using System.Text.Json.Nodes;
using Barelane.Core.Plans;
using Barelane.EndToEnd.Tests.Processes;
using Barelane.TestKit.Vcsim;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>
/// The whole flow against a vCenter that shares no code with Barelane: govmomi's simulator, with a card and its passthrough switch added in Go.
/// </summary>
public sealed class OtherSimulatorTests
{
    private const string Assignment = "{ vm: dc1/DC0_C0_RP0_VM0, gpu: { model: A40 }, way: direct }";

    private static readonly string[] Site = ["-cluster", "1", "-host", "2", "-standalone-host", "0", "-vm", "3", "-passthrough"];

    [Fact]
    public async Task A_card_is_inspected_planned_given_proved_and_taken_back()
    {
        await using var vcsim = await VcsimServer.StartAsync(Site);
        using var desk = DeskAt(vcsim);
        var start = await StateAsync(desk);

        (await desk.RunAsync("plan")).Ended(0).Showed("reboot host dc1/DC0_C0_H0");
        (await desk.RunAsync("apply")).Ended(0).Showed("Done:");
        var goal = await StateAsync(desk);
        // Its VMs have no guest to ask, and what was not seen is not proved.
        (await desk.RunAsync("verify")).Ended(7).Showed("Nothing is wrong");
        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
        Assert.Equal(goal, await StateAsync(desk));
        (await desk.RunAsync("undo")).Ended(0);

        Assert.NotEqual(start, goal);
        Assert.Contains("pciPassthru.64bitMMIOSizeGB", goal, StringComparison.Ordinal);
        Assert.Equal(start, await StateAsync(desk));
    }

    [Fact]
    public async Task A_run_that_is_killed_while_the_host_reboots_is_resumed_and_taken_back()
    {
        await using var vcsim = await VcsimServer.StartAsync([.. Site, "-down", "5s"]);
        using var desk = DeskAt(vcsim);
        var start = await StateAsync(desk);

        using (var apply = desk.Start("apply"))
        {
            await Wait.UntilAsync(async () => (await desk.RunsAsync()) is [.., var run] && run.Steps.Any(s => s is { Intent.Kind: StepKind.RebootHost, Ended: null }), apply);
            apply.Kill();
            await apply.EndAsync();
        }

        (await desk.RunAsync("resume")).Ended(0);
        (await desk.RunAsync("verify")).Ended(7).Showed("Nothing is wrong");
        (await desk.RunAsync("undo")).Ended(0);

        Assert.Equal(start, await StateAsync(desk));
    }

    /// <summary>A desk with the assignment, every consent, and both bystanders named.</summary>
    private static Desk DeskAt(VcsimServer vcsim)
    {
        var desk = new Desk(vcsim.Address, vcsim.Thumbprint) { User = VcsimServer.User };
        desk.Password(VcsimServer.Password);
        desk.WriteWith([.. ConsentNames.All.Keys.Order(StringComparer.Ordinal)], "[dc1/DC0_C0_RP0_VM1, dc1/DC0_C0_RP0_VM2]", Assignment);
        return desk;
    }

    /// <summary>Everything that Barelane reads of the site, without the hosts' boot times and without options that hold nothing: this simulator keeps a deleted one so.</summary>
    private static async Task<string> StateAsync(Desk desk)
    {
        var file = Path.Combine(desk.Folder, "state.json");
        (await desk.RunAsync($"inspect --record {file}")).Ended(0);
        var record = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        File.Delete(file);
        record.Remove("assumptions");
        foreach (var host in record["datacenters"]!.AsArray().SelectMany(d => d!["clusters"]!.AsArray()).SelectMany(c => c!["hosts"]!.AsArray()))
        {
            host!.AsObject().Remove("bootTime");
        }

        foreach (var vm in record["datacenters"]!.AsArray().SelectMany(d => d!["vms"]!.AsArray()))
        {
            var options = vm!["extraConfig"]!.AsObject();
            foreach (var empty in options.Where(o => o.Value?.GetValue<string>().Length == 0).Select(o => o.Key).ToList())
            {
                options.Remove(empty);
            }
        }

        return record.ToJsonString();
    }
}
