using System.Collections.Frozen;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Journal;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Engine.Undo;
using Barelane.Guest.Preparation;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>The remote way from plan to undo through the engine: a pool in memory, and a guest that runs the very programs that are sent to it.</summary>
public sealed class RemoteLeaseTests : IDisposable
{
    private readonly ManualTimeProvider _time = new() { SkipsShortWaits = TimeSpan.FromMinutes(1) };
    private readonly FakeSite _hypervisor;
    private readonly FakeVm _vm;
    private readonly MemoryJournalStore _store = new();
    private readonly ShellGuest _linux = new();
    private readonly FakeDesk _desk = new();
    private readonly DriverFile _driver = new("Barelane.Remote.Driver.so", "a library");

    public RemoteLeaseTests()
    {
        _hypervisor = new FakeSite(_time);
        _vm = _hypervisor.AddVm("a", _hypervisor.AddHost("h1", "c1", "0000:3b:00.0"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Wanted => $"lab 1 x 4096 MiB driver {_driver.Planned.Sha256[..16]}";

    public void Dispose() => _linux.Remove();

    [Fact]
    public async Task Driver_and_lease_come_into_the_running_guest_and_undo_takes_all_of_it_away()
    {
        var before = _linux.Files;
        await using var site = Site(_linux);

        var (plan, result) = await ApplyAsync(site);

        Assert.Equal(RunEnd.Done, result.End);
        Assert.DoesNotContain(plan.Steps, s => s.Kind == StepKind.PowerOffVm);
        Assert.Equal(Wanted, plan.Steps.Single(s => s.Kind == StepKind.PrepareGuest).Changes.Single().After);
        Assert.Contains(plan.Impacts, i => i.Consent == ConsentNames.GuestPolicy && i.Text.Contains("with a lease", StringComparison.Ordinal));
        Assert.Contains("/etc/OpenCL/vendors/barelane.icd: /usr/local/lib/barelane/remote.so\n", _linux.Files.Select(f => f.Replace(_linux.Root, "", StringComparison.Ordinal)));
        Assert.Contains("/usr/local/lib/barelane/remote.so: a library", _linux.Files);
        Assert.Contains(_linux.Files, f => f.StartsWith("/etc/barelane/remote.conf: ", StringComparison.Ordinal) && f.Contains("\ntls:gpu01:7788 lease=secret-1 certificate=/etc/barelane/remote.pem\n", StringComparison.Ordinal));
        Assert.Equal(new Dictionary<string, bool> { ["a lease"] = true }, _desk.Leases);
        Assert.Empty((await PlanAsync(site)).Steps);

        Assert.Equal(RunEnd.Done, (await UndoAsync(site)).End);
        Assert.Equal(before, _linux.Files);
        Assert.Empty(_desk.Leases);
    }

    [Fact]
    public async Task The_journal_does_not_have_the_leases_secret()
    {
        await using var site = Site(_linux);
        _ = await ApplyAsync(site);

        var chains = await RunChain.ReadAllAsync(Journal(), Token);

        Assert.DoesNotContain("secret-1", string.Concat(chains.SelectMany(c => c.Runs).SelectMany(r => r.Steps).Select(s => System.Text.Json.JsonSerializer.Serialize(s.Intent))), StringComparison.Ordinal);
    }

    /// <summary>The failure matrix of this step: wherever it fails or is cut off, undo gives the start and apply the goal.</summary>
    [Theory]
    [InlineData("fails take", true)]
    [InlineData("fails take", false)]
    [InlineData("fails keep", true)]
    [InlineData("fails keep", false)]
    [InlineData("fails script", true)]
    [InlineData("fails script", false)]
    [InlineData("killed take", true)]
    [InlineData("killed take", false)]
    [InlineData("killed script", true)]
    [InlineData("killed script", false)]
    [InlineData("killed keep", true)]
    [InlineData("killed keep", false)]
    public async Task Wherever_it_ends_undo_gives_the_start_and_apply_the_goal(string trouble, bool undo)
    {
        var before = _linux.Files;
        await using var first = Site(_linux);
        var words = trouble.Split(' ');
        (_desk.Fails, _desk.Killed) = (words[0] == "fails" ? words[1] : "", words[0] == "killed" ? words[1] : "");
        if (trouble == "fails script")
        {
            Directory.CreateDirectory(_linux.Root + "/usr/local/lib/barelane/remote.so.new/x");
        }

        try
        {
            _ = await ApplyAsync(first);
        }
        catch (SimulatedKillException)
        {
            // As a kill leaves it.
        }

        (_desk.Fails, _desk.Killed) = ("", "");
        if (trouble == "fails script")
        {
            Directory.Delete(_linux.Root + "/usr/local/lib/barelane", recursive: true);
        }

        // Another process, which knows nothing but the journal.
        await using var site = Site(_linux);
        var journal = Journal();
        Assert.Empty(await new RunSettler(journal, journal, _time, new RunOptions()).SettleAsync([site], Token));
        if (undo)
        {
            _ = await UndoAsync(site);
            _desk.IdleTimeout();
            Assert.Equal(before, _linux.Files.Where(f => !f.StartsWith("/var/lib/barelane/remote.", StringComparison.Ordinal)));
            Assert.Empty(_desk.Leases);
        }
        else
        {
            _desk.IdleTimeout();
            var (_, result) = await ApplyAsync(site);
            Assert.True(result.End == RunEnd.Done, $"{result.End}: {string.Join("; ", result.Problems)}");
            Assert.Equal(new Dictionary<string, bool> { ["a lease"] = true }, _desk.Leases);
            Assert.Contains(_linux.Files, f => f.Contains($"lease=secret-{_desk.Taken}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_lease_that_can_not_be_given_back_is_an_undo_that_is_not_whole()
    {
        await using var site = Site(_linux);
        _ = await ApplyAsync(site);
        _desk.Fails = "give back";

        var held = await UndoAsync(site);
        Assert.NotEqual(RunEnd.Done, held.End);
        Assert.Contains(held.Problems, p => p.Message.Contains("does not give back", StringComparison.Ordinal));
        Assert.Contains(_linux.Files, f => f.StartsWith("/etc/barelane/remote.conf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_set_up_by_hand_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_linux.Root + "/etc/barelane");
        File.WriteAllText(_linux.Root + "/etc/barelane/remote.conf", "tcp:other:1\n");
        await using var site = Site(_linux);

        var finding = Assert.Single((await PlanAsync(site)).Findings, f => f.Rule == "GUEST-LEASE-003");

        Assert.True(finding.Blocks);
        Assert.Equal("tcp:other:1\n", File.ReadAllText(_linux.Root + "/etc/barelane/remote.conf"));
    }

    [Fact]
    public async Task A_windows_guest_is_refused_by_name()
    {
        await using var site = Site(new RegistryGuest());

        var finding = Assert.Single((await PlanAsync(site)).Findings, f => f.Rule == "GUEST-LEASE-002");

        Assert.True(finding.Blocks);
        Assert.Equal("the guest is Windows", finding.Observed);
    }

    [Fact]
    public async Task A_guest_that_is_off_is_powered_on_and_gets_its_lease_from_the_next_apply()
    {
        _vm.Power = PowerState.Off;
        await using var site = Site(_linux);

        var (first, _) = await ApplyAsync(site);
        Assert.Contains(first.Findings, f => f is { Rule: "GUEST-LEASE-001", Severity: Severity.Note });
        Assert.Equal(PowerState.On, _vm.Power);
        Assert.Empty(_desk.Leases);

        Assert.Equal(RunEnd.Done, (await ApplyAsync(site)).Result.End);
        Assert.Single(_desk.Leases);
    }

    [Fact]
    public async Task A_guest_that_can_not_be_asked_any_more_is_not_silently_forgotten()
    {
        await using (var site = Site(_linux))
        {
            _ = await ApplyAsync(site);
        }

        await using var without = new GuestAwareSite(new GuestHost(_hypervisor, _vm, _linux), [], _time);
        var plan = await PlanAsync(without, PlanShapes.Document());

        Assert.Contains(plan.Findings, f => f is { Rule: "PLAN-UNREADABLE-001", Blocks: true } && f.Observed.Contains("guest:remote", StringComparison.Ordinal));
        Assert.Single(_desk.Leases);
    }

    [Fact]
    public async Task An_assignment_that_is_taken_out_gives_its_lease_back_by_the_account_that_the_journal_remembers()
    {
        var before = _linux.Files;
        await using (var site = Site(_linux))
        {
            Assert.Equal(RunEnd.Done, (await ApplyAsync(site)).Result.End);
        }

        var empty = PlanShapes.Document();
        var guest = Assert.Single(RememberedGuests.Of(await RunChain.ReadAllAsync(Journal(), Token), empty));
        Assert.Equal(("dc1/a", new GuestAccess("root", new SecretRef("env", "NONE"))), (guest.Vm, guest.Access()));
        Assert.Empty(RememberedGuests.Of(await RunChain.ReadAllAsync(Journal(), Token), PlanShapes.Document(Assignment())));

        var account = Account() with { Remote = null, IsRemembered = true };
        await using var later = new GuestAwareSite(new GuestHost(_hypervisor, _vm, _linux), [account], _time);
        var plan = await PlanAsync(later, empty);
        Assert.DoesNotContain(plan.Findings, f => f.Blocks);
        Assert.Contains(plan.Impacts, i => i.Consent == ConsentNames.Release);

        var result = await RunAsync(later, plan, empty);

        Assert.True(result.End == RunEnd.Done, string.Join("; ", result.Problems));
        Assert.Empty(_desk.Leases);
        Assert.Equal(before, _linux.Files);
        Assert.Empty(RememberedGuests.Of(await RunChain.ReadAllAsync(Journal(), Token), empty));
        Assert.Empty((await PlanAsync(later, empty)).Steps);
    }

    [Fact]
    public void What_the_journal_remembers_of_a_guest_comes_back_as_the_document_had_it_and_is_written_only_where_there_is_something()
    {
        GuestAccess[] ways = [new("root", new SecretRef("env", "NONE")), new("", null) { Ssh = new SshAddress("fe80::1", "root", 2222) }];
        var document = PlanShapes.Document([.. ways.Select((w, i) => Assignment() with { Vm = $"dc1/vm{i}", Guest = w }), PlanShapes.Give("b", "0000:3b:00.0") with { Guest = ways[0] }]);
        var started = new RunStarted { Tool = "test", Verb = "apply", Document = "farm", PlanId = "p", Plan = "{}", Actor = "tester", Machine = "here", Guests = RememberedGuest.Of(document) };

        var (kind, json) = JournalFormat.Encode(started);
        var read = Assert.IsType<RunStarted>(JournalFormat.Decode("run", 1, kind, JournalFormat.Version, json));

        Assert.Equal(ways, read.Guests!.Select(g => g.Access()));
        Assert.DoesNotContain("guests", JournalFormat.Encode(started with { Guests = RememberedGuest.Of(PlanShapes.Document()) }).Json, StringComparison.Ordinal);
    }

    private GuestAwareSite Site(IGuestChannel guest) => new(new GuestHost(_hypervisor, _vm, guest), [Account()], _time);

    private GuestAccount Account() => _driver.Account() with { Prepare = null, Remote = Assignment(), Desk = _desk, LeaseName = "a lease" };

    private Assignment Assignment() => PlanShapes.Give("a", "0000:3b:00.0") with
    {
        Way = Way.Remote,
        Gpu = new GpuSelector { Pool = "lab", MemoryMiB = 4096 },
        Guest = new GuestAccess("root", new SecretRef("env", "NONE")),
        RemoteDriver = _driver.Planned,
        Variant = null,
    };

    private static PlanMaker Maker(GuestAwareSite site) => new(Planners(site), "test");

    private static Dictionary<Hypervisor, IWayPlanner> Planners(GuestAwareSite site) => new() { [Hypervisor.VSphere] = site.Planner };

    private Task<Plan> PlanAsync(GuestAwareSite site) => PlanAsync(site, PlanShapes.Document(Assignment()));

    private async Task<Plan> PlanAsync(GuestAwareSite site, Document document)
    {
        var fleet = new FleetInventory([await site.Source.ReadAsync(InspectScope.Whole, Token)]);
        var chains = await RunChain.ReadAllAsync(Journal(), Token);
        return Maker(site).Make(fleet, new GoalMaker(Planners(site), [], (_, _, _) => [], Maker(site)).ForDocument(fleet, document, new JournalGivenValues(chains)));
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

    private async Task<RunResult> RunAsync(GuestAwareSite site, Plan plan, Document? document = null)
    {
        var journal = Journal();
        var request = new RunRequest
        {
            Plan = plan,
            Sites = [site],
            Actor = "tester",
            Consents = new GivenConsents { ForAll = ConsentNames.All.Keys.ToFrozenSet(StringComparer.Ordinal), Bystanders = FrozenSet.Create(GivenConsents.AllBystanders) },
            Options = new RunOptions { Parallel = 1 },
            Guests = RememberedGuest.Of(document ?? PlanShapes.Document(Assignment())),
        };
        return await (await new RunEngine(journal, journal, Maker(site), _time).StartAsync(request, Token)).Completion;
    }

    private MemoryJournal Journal() => new(_store, _time, new FakeHolderCheck(1, new HashSet<int>()));
}
