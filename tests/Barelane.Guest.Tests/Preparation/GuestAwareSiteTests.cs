using System.Collections.Frozen;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Engine.Undo;
using Barelane.Guest.Preparation;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>From plan to undo through the engine: a hypervisor in memory, and a guest that runs the very programs that are sent to it.</summary>
public sealed class GuestAwareSiteTests : IDisposable
{
    private const string Card = "0000:3b:00.0";

    private readonly ManualTimeProvider _time = new() { SkipsShortWaits = TimeSpan.FromMinutes(1) };
    private readonly FakeSite _hypervisor;
    private readonly FakeVm _vm;
    private readonly MemoryJournalStore _store = new();
    private readonly ShellGuest _linux = new();
    private readonly DriverFile _driver = DriverFile.Deb();

    public GuestAwareSiteTests()
    {
        _hypervisor = new FakeSite(_time);
        _vm = _hypervisor.AddVm("a", _hypervisor.AddHost("h1", "c1", Card));
        (_hypervisor.Hosts[0].Devices[0].Wanted, _hypervisor.Hosts[0].Devices[0].Active) = (true, true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _linux.Remove();

    [Fact]
    public async Task A_driver_is_installed_while_the_guest_runs_then_the_card_comes_and_undo_takes_both_back()
    {
        await using var site = Site(_linux, _driver.Account());

        var (plan, result) = await ApplyAsync(site);
        Assert.Equal(RunEnd.Done, result.End);
        var kinds = plan.Steps.Select(s => s.Kind).ToList();
        Assert.True(kinds.IndexOf(StepKind.PrepareGuest) < kinds.IndexOf(StepKind.PowerOffVm));
        Assert.Equal(["nvidia-driver"], _linux.Packages);

        Assert.Empty((await PlanAsync(site)).Steps);

        Assert.Equal(RunEnd.Done, (await UndoAsync(site)).End);
        Assert.Empty(_linux.Packages);
        Assert.Empty(_vm.Attached);
    }

    [Fact]
    public async Task What_failed_later_takes_the_driver_back_too_although_the_vm_is_off_by_then()
    {
        await using var site = Site(_linux, _driver.Account());
        _hypervisor.Faults.Add(FaultKind.Refused, StepKind.ConfigureVm, _vm.Ref, 0);

        var (_, result) = await ApplyAsync(site);

        Assert.Equal(RunEnd.FailedTakenBack, result.End);
        Assert.Empty(_linux.Packages);
        Assert.Equal(PowerState.On, _vm.Power);
    }

    [Fact]
    public async Task A_guest_that_is_off_is_prepared_by_the_next_apply()
    {
        _vm.Power = PowerState.Off;
        await using var site = Site(_linux, _driver.Account());

        var (first, _) = await ApplyAsync(site);
        Assert.Contains(first.Findings, f => f is { Rule: "GUEST-PREPARE-001", Severity: Severity.Note, Blocks: false });
        Assert.Empty(_linux.Packages);

        var (second, result) = await ApplyAsync(site);
        Assert.Contains(second.Steps, s => s.Kind == StepKind.PrepareGuest);
        Assert.DoesNotContain(second.Steps, s => s.Kind == StepKind.PowerOffVm);
        Assert.Equal(RunEnd.Done, result.End);
        Assert.Equal(["nvidia-driver"], _linux.Packages);
    }

    [Fact]
    public async Task An_installation_that_fails_fails_the_step_and_nothing_else_happens()
    {
        _linux.Is("broken");
        await using var site = Site(_linux, _driver.Account());

        var (_, result) = await ApplyAsync(site);

        Assert.Equal(RunEnd.FailedTakenBack, result.End);
        Assert.Empty(_vm.Attached);
        Assert.Contains(result.Problems, p => p.Message.Contains("install 'nvidia-driver.deb'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_file_under_secure_boot_is_refused_with_the_way_to_enrol_a_key()
    {
        _linux.Is("secure-boot", "SecureBoot enabled\n");
        await using var site = Site(_linux, new DriverFile("NVIDIA.run", "x").Account());

        var finding = Assert.Single((await PlanAsync(site)).Findings, f => f.Rule == "GUEST-PREPARE-006");

        Assert.True(finding.Blocks);
        Assert.Contains("mokutil --import", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_of_somebody_else_is_warned_of_and_does_not_come_back()
    {
        _linux.Is("nvidia", "535.1\n");
        await using var site = Site(_linux, _driver.Account());

        var (plan, _) = await ApplyAsync(site);
        var finding = Assert.Single(plan.Findings, f => f.Rule == "GUEST-PREPARE-007");
        Assert.Contains("535.1", finding.Observed, StringComparison.Ordinal);
        _linux.IsNot("nvidia");

        var result = await UndoAsync(site);
        Assert.Equal(RunEnd.Done, result.End);
        Assert.Equal(["nvidia-driver"], _linux.Packages);
    }

    [Fact]
    public async Task Windows_gets_its_policies_and_a_warning_of_bitlocker()
    {
        var windows = new RegistryGuest { BitLocker = true };
        await using var site = Site(windows, new DriverFile("Display.Driver.zip", "x").Account(remoteDesktop: true, keep: true));

        var (plan, result) = await ApplyAsync(site);

        Assert.Equal(RunEnd.Done, result.End);
        Assert.Equal(["AVCHardwareEncodePreferred", "ExcludeWUDriversInQualityUpdate", "bEnumerateHWBeforeSW"], windows.Policies.Keys);
        Assert.Contains(plan.Findings, f => f is { Rule: "GUEST-PREPARE-008", Severity: Severity.Warn });
        Assert.Contains(plan.Impacts, i => i.Consent == ConsentNames.GuestPolicy);

        Assert.Equal(RunEnd.Done, (await UndoAsync(site)).End);
        Assert.Empty(windows.Policies);
        Assert.Null(windows.Driver);
    }

    [Theory]
    [InlineData("driver.exe", "GUEST-PREPARE-004")]
    [InlineData("driver.zip", "GUEST-PREPARE-004")]
    public async Task A_file_of_another_system_is_refused(string name, string rule)
    {
        await using var site = Site(_linux, new DriverFile(name, "x").Account());

        Assert.True(Assert.Single((await PlanAsync(site)).Findings, f => f.Rule == rule).Blocks);
    }

    [Fact]
    public async Task An_account_that_is_no_administrator_is_refused()
    {
        await using var site = Site(new RegistryGuest { Administrator = false }, new DriverFile("d.zip", "x").Account());

        Assert.True(Assert.Single((await PlanAsync(site)).Findings, f => f.Rule == "GUEST-PREPARE-002").Blocks);
    }

    [Fact]
    public async Task Wishes_of_windows_are_refused_for_linux()
    {
        await using var site = Site(_linux, _driver.Account(keep: true));

        Assert.True(Assert.Single((await PlanAsync(site)).Findings, f => f.Rule == "GUEST-PREPARE-003").Blocks);
    }

    private GuestAwareSite Site(IGuestChannel guest, GuestAccount account)
    {
        _account = account;
        return new GuestAwareSite(new GuestHost(_hypervisor, _vm, guest), [account], _time);
    }

    private GuestAccount? _account;

    private Document Wish() => PlanShapes.Document(PlanShapes.Give("a", Card) with { Guest = new GuestAccess("root", new SecretRef("env", "NONE")) { Prepare = _account!.Prepare } });

    private static PlanMaker Maker(GuestAwareSite site) => new(Planners(site), "test");

    private static Dictionary<Hypervisor, IWayPlanner> Planners(GuestAwareSite site) => new() { [Hypervisor.VSphere] = new Unprepared(site.Planner) };

    private async Task<Plan> PlanAsync(GuestAwareSite site)
    {
        var fleet = new FleetInventory([await site.Source.ReadAsync(InspectScope.Whole, Token)]);
        var chains = await RunChain.ReadAllAsync(Journal(), Token);
        return Maker(site).Make(fleet, new GoalMaker(Planners(site), [], (_, _, _) => [], Maker(site)).ForDocument(fleet, Wish(), new JournalGivenValues(chains)));
    }

    private async Task<(Plan Plan, RunResult Result)> ApplyAsync(GuestAwareSite site)
    {
        var plan = await PlanAsync(site);
        return (plan, await RunAsync(site, plan));
    }

    private async Task<RunResult> UndoAsync(GuestAwareSite site)
    {
        var chain = (await RunChain.ReadAllAsync(Journal(), Token))[^1];
        var objects = chain.Runs.SelectMany(r => r.Steps).Select(s => s.Intent.Target).Distinct().ToList();
        var fleet = new FleetInventory([await site.Source.ReadAsync(new InspectScope { Objects = objects, WithCandidates = true }, Token)]);
        return await RunAsync(site, Maker(site).Make(fleet, UndoGoal.From(chain)));
    }

    private async Task<RunResult> RunAsync(GuestAwareSite site, Plan plan)
    {
        var journal = Journal();
        var request = new RunRequest
        {
            Plan = plan,
            Sites = [site],
            Actor = "tester",
            Consents = new GivenConsents { ForAll = ConsentNames.All.Keys.ToFrozenSet(StringComparer.Ordinal), Bystanders = FrozenSet.Create(GivenConsents.AllBystanders) },
            Options = new RunOptions { Parallel = 1 },
        };
        return await (await new RunEngine(journal, journal, Maker(site), _time).StartAsync(request, Token)).Completion;
    }

    private MemoryJournal Journal() => new(_store, _time, new FakeHolderCheck(1, new HashSet<int>()));

    /// <summary>The fake hypervisor's planner has a guest of its own, which these tests have no use for.</summary>
    private sealed class Unprepared(IWayPlanner planner) : IWayPlanner
    {
        public Hypervisor Hypervisor => planner.Hypervisor;

        public WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment)
        {
            var proposal = planner.Propose(fleet, assignment);
            return proposal with { Wants = [.. proposal.Wants.Where(w => w.Field.Prefix != "running-guest" && w.Field.Name != "guest:image")] };
        }

        public IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit) => planner.ProposeRelease(fleet, vm, attached, unit);

        public Core.Facts.Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) => planner.Read(fleet, target, field);

        public bool Owns(ObjectKind kind, Field field) => planner.Owns(kind, field);

        public ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change) => planner.EffectOf(fleet, target, change);
    }
}
