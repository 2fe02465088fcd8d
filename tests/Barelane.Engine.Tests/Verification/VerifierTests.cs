using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;
using Barelane.Engine.Tests.Running;
using Barelane.Engine.Verification;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Verification;

public sealed class VerifierTests
{
    private readonly Workbench _bench = Benches.OneVm();

    [Fact]
    public async Task What_was_applied_holds()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);

        var report = await VerifyAsync();

        Assert.Equal(ExitMeaning.Done, report.Exit);
        Assert.All(report.Items, i => Assert.Equal((VerifyState.Holds, ""), (i.State, i.Remedy)));
        Assert.Contains(report.Items, i => i is { What: "power", Required: "'on'", Observed: "'on'" });
    }

    [Fact]
    public async Task What_somebody_changed_is_drift_with_both_values()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        _bench.Vm("a").Options["window64"] = "FALSE";

        var report = await VerifyAsync();

        Assert.Equal(ExitMeaning.Drift, report.Exit);
        var drift = Assert.Single(report.Items, i => i.State == VerifyState.Differs);
        Assert.Equal(("dc1/a", "option:window64", "'TRUE'", "'FALSE'"), (drift.Target, drift.What, drift.Required, drift.Observed));
    }

    [Fact]
    public async Task What_cannot_be_seen_is_never_counted_as_right()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);

        var report = await VerifyAsync(new Guest(Severity.Unknown), new Guest(Severity.Pass));

        Assert.Equal(ExitMeaning.Unseen, report.Exit);
        Assert.Equal([VerifyState.Unseen, VerifyState.Holds], report.Items.TakeLast(2).Select(i => i.State));
    }

    [Fact]
    public async Task A_guest_without_its_card_is_drift()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Equal(ExitMeaning.Drift, (await VerifyAsync(new Guest(Severity.Block), new Guest(Severity.Unknown))).Exit);
    }

    [Fact]
    public async Task A_value_that_was_not_read_is_unseen()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var fleet = _bench.Site.Fleet();
        var blind = new FleetInventory([fleet.Sites[0] with { Vms = [.. fleet.Vms.Select(v => v with { Power = default })] }]);

        var report = await new Verifier(_bench.Planners, []).VerifyAsync(blind, Goal(fleet), default);

        Assert.Equal(ExitMeaning.Unseen, report.Exit);
        Assert.Equal("not read", Assert.Single(report.Items, i => i.State == VerifyState.Unseen).Observed);
    }

    [Fact]
    public async Task A_card_that_is_not_where_the_document_says_is_drift_and_what_is_done_about_it_is_told()
    {
        await _bench.ApplyAsync(Benches.OneVmDocument);
        var fleet = _bench.Site.Fleet();
        var moved = new FleetInventory([fleet.Sites[0] with { Hosts = [.. fleet.Hosts.Select(h => h with { Devices = [] })] }]);

        var report = await new Verifier(_bench.Planners, []).VerifyAsync(moved, Goal(moved), default);

        Assert.Equal(ExitMeaning.Drift, report.Exit);
        Assert.Equal(("dc1/a", "GOAL-GPU-001", VerifyState.Differs), Assert.Single(report.Items) is var item ? (item.Unit, item.What, item.State) : default);
    }

    private Task<VerifyReport> VerifyAsync(params IGuestCheck[] guests) =>
        new Verifier(_bench.Planners, guests).VerifyAsync(_bench.Site.Fleet(), Goal(_bench.Site.Fleet()), default);

    private Goal Goal(FleetInventory fleet) => _bench.Goal(fleet, [], Benches.OneVmDocument);

    private sealed class Guest(Severity severity) : IGuestCheck
    {
        public Task<IReadOnlyList<GuestCheckResult>> CheckAsync(FleetInventory fleet, PlanUnit unit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<GuestCheckResult>>([new GuestCheckResult { Check = "GUEST-DEVICE-001", Severity = severity, Observed = "o", Required = "r" }]);
    }
}
