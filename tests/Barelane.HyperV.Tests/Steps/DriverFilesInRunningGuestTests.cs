using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.FakeHyperV.Host;
using Barelane.HyperV.Planning;

namespace Barelane.HyperV.Tests.Steps;

/// <summary>The files of the host's driver, put into a guest that runs.</summary>
public class DriverFilesInRunningGuestTests
{
    private const string Profile = "gpu-pv-10de:2235";
    private const string Store = @"Windows\System32\HostDriverStore\FileRepository\";
    private const string Own = @"Windows\System32\HostDriverStore\Barelane\";
    private const string Shared = @"Windows\System32\nvcuda.dll";

    private readonly FakeHost _host = FakeScenarios.Make("gpu-pv");
    private readonly PlanMaker _maker = new(new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.HyperV] = new HyperVWayPlanner() }, "test");

    public DriverFilesInRunningGuestTests()
    {
        Guest.State = 2;
        Guest.Accounts["admin"] = "p";
    }

    private FakeVm Guest => _host.Vms[0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_there_before_the_VM_is_shut_down_for_its_partition_and_no_disk_is_mounted()
    {
        await using var site = Site();
        var plan = await ForthAsync(site);

        Assert.Equal([StepKind.PrepareGuest, StepKind.PowerOffVm, StepKind.ConfigureVm, StepKind.PowerOnVm], plan.Steps.Where(s => s.Target.Kind == ObjectKind.Vm && s.Kind != StepKind.Verify).Select(s => s.Kind));
        Assert.DoesNotContain(plan.Steps.Single(s => s.Kind == StepKind.ConfigureVm).Changes, c => c.Field.Name.StartsWith("driver-files", StringComparison.Ordinal));
        await CarryOutAsync(site, plan);

        Assert.Equal(5, Guest.Files.Keys.Count(f => f.StartsWith(Store, StringComparison.Ordinal)));
        Assert.Equal(HostFile("nvcuda64.dll").Hash, Guest.Files[Shared].Hash);
        Assert.Equal(HostFile(@"x86\nvcuda32.dll").Hash, Guest.Files[@"Windows\SysWOW64\nvcuda.dll"].Hash);
        Assert.DoesNotContain(_host.Changes, c => c.StartsWith("Mount-VHD", StringComparison.Ordinal));
        Assert.True((await ForthAsync(site)).IsEmpty);
    }

    [Fact]
    public async Task Undo_leaves_the_guest_as_it_was()
    {
        var before = Files();
        await using var site = Site();
        var plan = await ForthAsync(site);
        await CarryOutAsync(site, plan);

        var back = await BackAsync(site, plan);
        await CarryOutAsync(site, back);

        Assert.DoesNotContain(back.Steps, s => s.Kind == StepKind.PrepareGuest);
        Assert.Equal(before, Files());
        Assert.Empty(_host.Mounted);
    }

    [Fact]
    public async Task A_new_driver_comes_without_a_shutdown_beside_files_that_are_in_use_which_are_renamed_and_go_with_the_next_one()
    {
        var before = Files();
        await using var site = Site();
        var first = await ForthAsync(site);
        await CarryOutAsync(site, first);
        var (old, oldShared) = (Assert.Single(Packages()), Guest.Files[Shared]);
        Assert.Contains(Shared, Guest.Loaded);

        _host.InstallDriver("32.0.15.6081");
        var update = await ForthAsync(site);
        Assert.Equal(StepKind.PrepareGuest, Assert.Single(update.Steps, s => s.Kind != StepKind.Verify).Kind);
        Assert.Contains(update.Findings, f => f.Rule == "HYPERV-DRIVER-003" && f.Severity == Severity.Warn);
        Assert.DoesNotContain(update.Impacts, i => i.Consent == ConsentNames.VmPowerOff);
        await CarryOutAsync(site, update);

        Assert.Equal(2, Guest.State);
        Assert.Equal(HostFile("nvcuda64.dll").Hash, Guest.Files[Shared].Hash);
        Assert.Equal(oldShared.Hash, Guest.Files[Own + @"old\0_" + Shared.Replace('\\', '_')].Hash);
        Assert.Equal(["nvcuda64.dll", @"x86\nvcuda32.dll"], Guest.Files.Keys.Where(f => f.StartsWith(Store + old, StringComparison.Ordinal)).Select(f => f[(Store + old).Length..].Trim('\\')));
        Assert.True((await ForthAsync(site)).IsEmpty);

        PowerOn.Load(Guest);
        Guest.Loaded.RemoveWhere(f => f.Contains(old, StringComparison.Ordinal) || f.StartsWith(Own, StringComparison.Ordinal));
        _host.InstallDriver("32.0.15.7000");
        await CarryOutAsync(site, await ForthAsync(site));
        Assert.DoesNotContain(old, Packages());

        await CarryOutAsync(site, await BackAsync(site, first));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task After_a_break_only_what_is_missing_comes_again()
    {
        await using var site = Site();
        var step = (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.PrepareGuest);
        Guest.Inside.Faults.Add(new FaultRule { Cmdlet = "Move-Item", Action = FaultAction.LoseBefore, Skip = 3 });

        Assert.Equal(StepOutcome.Unknown, (await ExecuteAsync(site, step)).Outcome);
        var there = Guest.Files.Keys.Count(f => f.StartsWith(Store, StringComparison.Ordinal));
        _host.Changes.Clear();
        Assert.Equal(StepOutcome.Done, (await ExecuteAsync(site, step)).Outcome);

        Assert.Equal(3, there);
        Assert.Equal(8 - there, _host.Changes.Count(c => c.StartsWith("Copy-Item", StringComparison.Ordinal)));
        Assert.DoesNotContain(Guest.Files.Keys, f => f.StartsWith(Own + "new", StringComparison.Ordinal) || f.StartsWith(Own + "old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Undo_of_a_break_between_two_renames_puts_back_what_was_renamed_away()
    {
        var before = Files();
        await using var site = Site();
        var plan = await ForthAsync(site);
        Guest.Inside.Faults.Add(new FaultRule { Cmdlet = "Move-Item", Action = FaultAction.LoseBefore, Skip = 6 });
        await ExecuteAsync(site, plan.Steps.Single(s => s.Kind == StepKind.PrepareGuest));
        Assert.False(Guest.Files.ContainsKey(Shared));

        await CarryOutAsync(site, await BackAsync(site, plan));

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Undo_after_an_update_that_broke_off_leaves_the_guest_as_it_was()
    {
        var before = Files();
        await using var site = Site();
        var first = await ForthAsync(site);
        await CarryOutAsync(site, first);
        _host.InstallDriver("32.0.15.6081");
        Guest.Inside.Faults.Add(new FaultRule { Cmdlet = "Move-Item", Action = FaultAction.LoseBefore, Skip = 6 });
        Assert.Equal(StepOutcome.Unknown, (await ExecuteAsync(site, (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.PrepareGuest))).Outcome);

        await CarryOutAsync(site, await BackAsync(site, first));

        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData("wrong password")]
    [InlineData("no service for PowerShell Direct")]
    [InlineData("off")]
    public async Task A_guest_that_does_not_let_in_any_more_fails_before_anything_is_changed(string what)
    {
        await using var site = Site();
        var step = (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.PrepareGuest);
        Break(what);
        var before = HostDescription.Of(_host);

        var result = await ExecuteAsync(site, step);

        Assert.Equal((StepOutcome.Failed, "guest-not-asked"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("train-02", result.Problem!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(result.Problem.Remedy!);
        Assert.Equal(before, HostDescription.Of(_host));
    }

    [Theory]
    [InlineData("wrong password", "can't be asked")]
    [InlineData("no service for PowerShell Direct", "can't be asked")]
    [InlineData("no administrator", "no administrator there")]
    public async Task Where_the_guest_lets_nobody_in_the_VM_is_shut_down_for_the_files_and_the_plan_says_why(string what, string why)
    {
        await using var site = Site();
        Break(what);

        var plan = await ForthAsync(site);

        Assert.DoesNotContain(plan.Steps, s => s.Kind == StepKind.PrepareGuest);
        Assert.Contains(plan.Findings, f => f.Rule == "HYPERV-DRIVER-002" && f.Severity == Severity.Warn && f.Observed.Contains(why, StringComparison.Ordinal));
        await CarryOutAsync(site, plan);
        Assert.Contains(_host.Changes, c => c.StartsWith("Mount-VHD", StringComparison.Ordinal));
        Assert.Equal(HostFile("nvcuda64.dll").Hash, Guest.Files[Shared].Hash);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_once_there_is_room_the_step_goes_on()
    {
        await using var site = Site();
        var step = (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.PrepareGuest);
        Guest.FreeBytes = 60;

        var result = await ExecuteAsync(site, step);

        Assert.Equal((StepOutcome.Unknown, "guest-refused"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("not enough space", result.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("disk is full", result.Problem.Remedy, StringComparison.Ordinal);
        Assert.Equal("of an older driver", System.Text.Encoding.UTF8.GetString(Guest.Files[Shared].Content));
        Guest.FreeBytes = null;
        Assert.Equal(StepOutcome.Done, (await ExecuteAsync(site, step)).Outcome);
        Assert.Equal(HostFile("nvcuda64.dll").Hash, Guest.Files[Shared].Hash);
    }

    [Fact]
    public async Task Bytes_that_arrive_as_others_are_not_put_in_any_place()
    {
        await using var site = Site();
        var step = (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.PrepareGuest);
        Guest.Arriving = file => file.Version is not null && file.Content.Length > 30 ? FakeFile.Text("cut off") : file;

        var result = await ExecuteAsync(site, step);

        Assert.Equal((StepOutcome.Unknown, "guest-refused"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("other bytes", result.Problem!.Message, StringComparison.Ordinal);
        Assert.Empty(Packages());
        Assert.Equal("of an older driver", System.Text.Encoding.UTF8.GetString(Guest.Files[Shared].Content));
    }

    [Fact]
    public async Task A_file_that_is_in_use_in_too_many_former_versions_asks_for_a_restart()
    {
        await using var site = Site();
        var step = (await ForthAsync(site)).Steps.Single(s => s.Kind == StepKind.PrepareGuest);
        for (var i = 0; i < 8; i++)
        {
            Guest.Files[$@"{Own}old\{i}_{Shared.Replace('\\', '_')}"] = FakeFile.Text($"version {i}");
        }

        var result = await ExecuteAsync(site, step);

        Assert.Contains("Restart the guest", result.Problem!.Remedy, StringComparison.Ordinal);
        Assert.Equal("of an older driver", System.Text.Encoding.UTF8.GetString(Guest.Files[Shared].Content));
    }

    [Fact]
    public async Task A_password_is_in_no_message_and_in_no_operation_that_is_noted()
    {
        Guest.Accounts["admin"] = "geheim-17";
        await using var site = new BenchSite(_host, BenchSite.Slice(Profile)) { Guest = new GuestCredential("admin", "geheim-17") };
        var plan = await ForthAsync(site);
        Guest.FreeBytes = 60;
        var progress = new Progress();

        var result = await site.Adapter.Executor.ExecuteAsync(Context(plan.Steps.Single(s => s.Kind == StepKind.PrepareGuest)), progress, Token);

        Assert.DoesNotContain("geheim-17", string.Join('\n', [.. progress.Said, result.Problem!.ToString(), .. result.Problem.Evidence, .. _host.Changes]), StringComparison.Ordinal);
    }

    private void Break(string what)
    {
        switch (what)
        {
            case "wrong password":
                Guest.Accounts["admin"] = "another";
                break;
            case "off":
                Guest.State = 3;
                break;
            case "no administrator":
                Guest.AccountsAdminister = false;
                break;
            default:
                Guest.TakesDirect = false;
                break;
        }
    }

    private BenchSite Site() => new(_host, BenchSite.Slice(Profile) with { Guest = new GuestAccess("admin", null) }) { Guest = new GuestCredential("admin", "p") };

    private string[] Files() => [.. Guest.Files.Select(f => $"{f.Key} {f.Value.Hash}")];

    private string[] Packages() => [.. Guest.Files.Keys.Where(f => f.StartsWith(Store, StringComparison.Ordinal)).Select(f => f[Store.Length..].Split('\\')[0]).Distinct()];

    private FakeFile HostFile(string name) => _host.Files[$@"{DriverStore.Folder(_host.Devices[0])}\{name}"];

    private async Task<Plan> ForthAsync(BenchSite site)
    {
        var fleet = new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]);
        return _maker.Make(fleet, site.GoalOf(fleet));
    }

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

    private static Task<StepResult> ExecuteAsync(BenchSite site, Step step) => site.Adapter.Executor.ExecuteAsync(Context(step), new Progress(), Token);

    private static StepContext Context(Step step) => new() { Step = step, Run = "run", Deadline = TimeSpan.FromMinutes(10), Consents = ConsentNames.All.Keys.ToHashSet(StringComparer.Ordinal) };

    private sealed class Progress : IStepProgress
    {
        public List<string> Said { get; } = [];

        public Task StartedAsync(OperationHandle handle)
        {
            Said.Add(handle.ToString());
            return Task.CompletedTask;
        }

        public void Report(int? percent, string doing) => Said.Add(doing);
    }
}
