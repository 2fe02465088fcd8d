using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.FakeHyperV.Host;
using Barelane.HyperV.Planning;

namespace Barelane.HyperV.Tests.Steps;

/// <summary>The files of the host's driver on the disk of a guest with a paravirtual partition.</summary>
public class DriverFileTests
{
    private const string Store = @"Windows\System32\HostDriverStore\FileRepository\";
    private const string Shared = @"Windows\System32\nvcuda.dll";
    private const string Profile = "gpu-pv-10de:2235";

    private readonly FakeHost _host = FakeScenarios.Make("gpu-pv");
    private readonly PlanMaker _maker = new(new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.HyperV] = new HyperVWayPlanner() }, "test");

    private FakeVm Guest => _host.Vms[0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_guest_gets_the_package_and_what_its_lists_name_and_the_disk_is_dismounted()
    {
        await using var site = Site();

        await CarryOutAsync(site, await ForthAsync(site));

        Assert.Equal(5, Guest.Files.Keys.Count(f => f.StartsWith(Store, StringComparison.Ordinal)));
        Assert.Equal(HostFile("nvcuda64.dll").Hash, Guest.Files[Shared].Hash);
        Assert.Equal(HostFile("nvidia-smi.exe").Hash, Guest.Files[@"Windows\System32\nvidia-smi.exe"].Hash);
        Assert.Equal(HostFile(@"x86\nvcuda32.dll").Hash, Guest.Files[@"Windows\SysWOW64\nvcuda.dll"].Hash);
        Assert.Empty(_host.Mounted);
        Assert.True((await ForthAsync(site)).IsEmpty);
    }

    [Fact]
    public async Task After_an_update_of_the_hosts_driver_the_plan_is_to_copy_anew_and_undo_of_all_leaves_the_guest_as_it_was()
    {
        var before = Files();
        await using var site = Site();
        var first = await ForthAsync(site);
        await CarryOutAsync(site, first);
        var old = Assert.Single(Packages());

        _host.InstallDriver("32.0.15.6081");
        var second = await ForthAsync(site);
        Assert.Contains(second.Steps.SelectMany(s => s.Changes), c => c.Field == HyperVFields.DriverFiles && c.Before == old);
        Assert.Contains(second.Steps, s => s.Kind == StepKind.PowerOffVm);
        await CarryOutAsync(site, second);

        Assert.NotEqual(old, Assert.Single(Packages()));
        Assert.Equal(HostFile("nvcuda64.dll").Hash, Guest.Files[Shared].Hash);
        Assert.True((await ForthAsync(site)).IsEmpty);

        await CarryOutAsync(site, await BackAsync(site, first));
        Assert.Equal(before, Files());
        Assert.Empty(_host.Mounted);
    }

    [Fact]
    public async Task A_file_that_the_guest_changed_since_is_not_removed()
    {
        await using var site = Site();
        var plan = await ForthAsync(site);
        await CarryOutAsync(site, plan);
        Guest.Files[@"Windows\SysWOW64\nvcuda.dll"] = FakeFile.Text("of an update in the guest");

        await CarryOutAsync(site, await BackAsync(site, plan));

        Assert.Equal("of an update in the guest", System.Text.Encoding.UTF8.GetString(Guest.Files[@"Windows\SysWOW64\nvcuda.dll"].Content));
        Assert.Empty(Packages());
    }

    [Fact]
    public async Task A_disk_without_Windows_is_left_as_it_was_and_the_step_says_how_to_go_on()
    {
        foreach (var file in Guest.Files.Keys.ToList())
        {
            Guest.Files.Remove(file);
        }

        await using var site = Site();
        var step = (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.ConfigureVm && s.Changes.Any(c => c.Field == HyperVFields.DriverFiles));
        Guest.State = 3;

        var result = await ExecuteAsync(site, step);

        Assert.Equal("guest-disk", result.Problem?.Code);
        Assert.Contains("driver-files: leave", result.Problem!.Remedy, StringComparison.Ordinal);
        Assert.Empty(_host.Mounted);
        Assert.Empty(Guest.Files);
    }

    [Fact]
    public async Task An_assignment_that_leaves_the_files_alone_plans_none()
    {
        await using var site = new BenchSite(_host, BenchSite.Slice(Profile) with { DriverFiles = false });

        Assert.DoesNotContain((await ForthAsync(site)).Steps.SelectMany(s => s.Changes), c => c.Field == HyperVFields.DriverFiles);
    }

    private BenchSite Site() => new(_host, BenchSite.Slice(Profile));

    private string[] Files() => [.. Guest.Files.Select(f => $"{f.Key} {f.Value.Hash}")];

    private string[] Packages() => [.. Guest.Files.Keys.Where(f => f.StartsWith(Store, StringComparison.Ordinal)).Select(f => f[Store.Length..].Split('\\')[0]).Distinct()];

    private FakeFile HostFile(string name) => _host.Files[$@"{DriverStore.Folder(_host.Devices[0])}\{name}"];

    private async Task<Plan> ForthAsync(BenchSite site)
    {
        var fleet = new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]);
        return _maker.Make(fleet, site.GoalOf(fleet));
    }

    /// <summary>The plan toward what an earlier plan found.</summary>
    private async Task<Plan> BackAsync(BenchSite site, Plan forth)
    {
        var fleet = new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]);
        var wants = forth.Steps.SelectMany(s => s.AllChanges().Select(c => new Want { Target = c.Target, Field = c.Change.Field, Value = c.Change.Before, Reason = "it was so", Unit = s.Unit })).DistinctBy(w => (w.Target, w.Field));
        return _maker.Make(fleet, new Goal { Verb = "undo", Document = "conformance", Units = [.. wants.GroupBy(w => w.Unit, StringComparer.Ordinal).Select(g => new GoalUnit { Id = g.Key, Wants = [.. g] })] });
    }

    private static async Task CarryOutAsync(BenchSite site, Plan plan)
    {
        foreach (var step in plan.Steps)
        {
            var result = await ExecuteAsync(site, step);
            Assert.True(result.Outcome is StepOutcome.Done or StepOutcome.AlreadySo, $"{step.Kind}: {result.Problem}");
        }
    }

    private static Task<StepResult> ExecuteAsync(BenchSite site, Step step) => site.Adapter.Executor.ExecuteAsync(
        new StepContext { Step = step, Run = "run", Deadline = TimeSpan.FromMinutes(10), Consents = ConsentNames.All.Keys.ToHashSet(StringComparer.Ordinal) }, new Progress(), Token);

    private sealed class Progress : IStepProgress
    {
        public Task StartedAsync(OperationHandle handle) => Task.CompletedTask;

        public void Report(int? percent, string doing)
        {
        }
    }
}
