using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Running;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Running;

public sealed class RefusalTests
{
    private readonly Workbench _bench = Benches.OneVm();

    [Fact]
    public async Task A_run_without_a_consent_it_needs_is_refused_with_all_that_is_missing()
    {
        _bench.Consents = new GivenConsents { ForAll = new HashSet<string> { ConsentNames.VmPowerOff } };

        var refused = await RefusedAsync();

        Assert.Equal("consent-missing", refused.Problem.Code);
        Assert.Equal(ExitMeaning.Blocked, refused.Exit);
        Assert.Contains("'host-reboot'", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("'host-maintenance'", refused.Problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'vm-power-off'", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Store.Runs());
    }

    [Fact]
    public async Task A_consent_that_nobody_knows_is_refused_and_not_passed_over()
    {
        _bench.Consents = _bench.Consents with { ForAll = new HashSet<string>(_bench.Consents.ForAll) { "host-rebot" } };

        Assert.Contains("'host-rebot'", (await RefusedAsync()).Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_plan_is_refused_until_its_unknown_is_accepted_by_name()
    {
        _bench.Runs = plan => plan with
        {
            Findings = [new Finding { Rule = "HOST-IOMMU-001", Severity = Severity.Unknown, Subject = plan.Units[0].Vm, SubjectName = "dc1/a", Observed = "Not told.", Required = "On", Why = "It matters.", Blocks = true }],
        };

        var refused = await RefusedAsync();
        _bench.Accepted = new HashSet<string> { "HOST-IOMMU-001" };
        var result = await _bench.ApplyAsync(Benches.OneVmDocument);

        Assert.Contains("HOST-IOMMU-001", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(ExitMeaning.Blocked, refused.Exit);
        Assert.Equal(RunEnd.Done, result!.End);
    }

    [Fact]
    public async Task A_block_is_not_to_be_accepted_away()
    {
        _bench.Runs = plan => plan with
        {
            Findings = [new Finding { Rule = "HOST-IOMMU-001", Severity = Severity.Block, Subject = plan.Units[0].Vm, SubjectName = "dc1/a", Observed = "Off.", Required = "On", Why = "It matters.", Blocks = true }],
        };
        _bench.Accepted = new HashSet<string> { "HOST-IOMMU-001" };

        Assert.Equal("blocked", (await RefusedAsync()).Problem.Code);
    }

    [Fact]
    public async Task Two_runs_at_once_on_one_site_are_refused_and_the_holder_is_named()
    {
        var hold = new TaskCompletionSource();
        _bench.Site.Faults.Holds = _ => hold.Task;
        var first = await _bench.StartAsync(_bench.Open(), (f, c) => _bench.Goal(f, c, Benches.OneVmDocument));

        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.StartAsync(_bench.Open(), (f, c) => _bench.Goal(f, c, Benches.OneVmDocument)));
        hold.SetResult();
        var result = await first!.Completion;

        Assert.Equal("locked", refused.Problem.Code);
        Assert.Equal(ExitMeaning.LockedOrStale, refused.Exit);
        Assert.Contains(first.Id, refused.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("'tester'", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(RunEnd.Done, result.End);
    }

    [Fact]
    public async Task Nothing_runs_on_top_of_a_step_that_is_not_settled()
    {
        _bench.Site.Faults.Add(TestKit.FaultKind.KilledAfterActLate, StepKind.PowerOffVm);
        Assert.Null(await _bench.ApplyAsync(Benches.OneVmDocument));
        _bench.Settles = false;

        var refused = await RefusedAsync();

        Assert.Equal("unsettled", refused.Problem.Code);
        Assert.Equal(ExitMeaning.LockedOrStale, refused.Exit);
    }

    [Fact]
    public async Task A_site_without_a_connection_is_named()
    {
        _bench.Runs = plan => plan with { Sites = [plan.Sites[0] with { Alias = "dc9" }] };

        Assert.Contains("'dc9'", (await RefusedAsync()).Problem.Message, StringComparison.Ordinal);
    }

    private Task<EngineException> RefusedAsync() => Assert.ThrowsAsync<EngineException>(() => _bench.ApplyAsync(Benches.OneVmDocument));
}
