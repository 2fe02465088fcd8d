using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.FakeHyperV.Host;
using Barelane.HyperV.Planning;
using Barelane.HyperV.Tests.Steps;

namespace Barelane.HyperV.Tests.Inventory;

/// <summary>Hosts that lack what is needed, and answers that are not what was asked for: said as such, and never taken for a "no" or for nothing.</summary>
public class BadHostTests
{
    private readonly FakeHost _host = FakeScenarios.Make("dda");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_without_Hyper_Vs_module_is_read_as_far_as_it_goes_and_nothing_is_begun_there()
    {
        await using var site = new BenchSite(_host, BenchSite.Direct());
        var step = await StepAsync(site, StepKind.ConfigureVm);
        _host.HasModule = false;
        await using var later = new BenchSite(_host, BenchSite.Direct());

        var read = await later.Adapter.Source.ReadAsync(InspectScope.Whole, Token);
        var before = HostDescription.Of(_host);
        var result = await ExecuteAsync(later, step);

        Assert.False(read.IsWhole);
        Assert.Equal("HV01", read.Hosts.Single().Name);
        Assert.Contains(read.Gaps, g => g.Message.Contains("'Get-VM'", StringComparison.Ordinal) && g.Message.Contains("PowerShell module", StringComparison.Ordinal));
        Assert.Equal((StepOutcome.Failed, "module-missing"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("Install-WindowsFeature Hyper-V-PowerShell", result.Problem!.Remedy, StringComparison.Ordinal);
        Assert.Equal(before, HostDescription.Of(_host));
    }

    [Fact]
    public async Task An_account_without_elevation_is_told_before_anything_is_done_and_by_the_host_itself()
    {
        await using var site = new BenchSite(_host, BenchSite.Direct());
        var steps = (await PlanAsync(site)).Steps;
        _host.IsElevated = false;

        var findings = await site.Adapter.CheckPrivilegesAsync(steps, Token);
        var result = await ExecuteAsync(site, steps.First(s => s.Kind == StepKind.ConfigureVm));

        Assert.All(findings, f => Assert.Equal(("HYPERV-PRIVILEGE-001", Severity.Block, true), (f.Rule, f.Severity, f.Blocks)));
        Assert.Equal([ObjectKind.Device, ObjectKind.Vm], findings.Select(f => f.Subject.Kind).Distinct().Order());
        Assert.Contains(findings, f => f.Observed.Contains("not elevated", StringComparison.Ordinal));
        Assert.Equal((StepOutcome.Failed, "no-permission"), (result.Outcome, result.Problem?.Code));
        Assert.Empty(_host.Changes);
    }

    [Fact]
    public async Task A_Hyper_V_administrator_may_change_VMs_and_no_device_of_the_host()
    {
        await using var site = new BenchSite(_host, BenchSite.Direct());
        var steps = (await PlanAsync(site)).Steps;
        (_host.IsElevated, _host.IsHyperVAdministrator) = (false, true);

        var findings = await site.Adapter.CheckPrivilegesAsync(steps, Token);

        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Equal(ObjectKind.Device, f.Subject.Kind));
        Assert.All(findings, f => Assert.Contains("Hyper-V administrator", f.Observed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_whose_service_does_not_run_tells_what_could_not_be_read()
    {
        _host.ServiceRuns = false;
        await using var site = new BenchSite(_host, BenchSite.Direct());

        var read = await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token);

        Assert.False(read.IsWhole);
        Assert.False(read.Hosts.Single().HardwareVirtualization.Value);
        Assert.Contains(read.Gaps, g => g.Message.Contains("VMs could not be read", StringComparison.Ordinal) && g.Remedy!.Contains("'vmms' runs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_results_where_one_was_expected_are_no_answer()
    {
        _host.Faults.Add(new FaultRule { Cmdlet = "Get-VMHost", Action = FaultAction.Twice, Times = null });
        await using var site = new BenchSite(_host, BenchSite.Direct());

        var read = await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token);

        Assert.False(read.Hosts.Single().Iommu.IsKnown);
        Assert.Contains(read.Gaps, g => g.Message.Contains("answered 2 results where one was expected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_takes_every_cmdlet_and_what_fails_at_the_start_is_taken_back()
    {
        var host = FakeScenarios.Make("client");
        await using var site = new BenchSite(host, BenchSite.Direct());
        Assert.Equal("client", (await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)).Hosts.Single().Edition.Value);

        StepResult? result = null;
        foreach (var step in (await PlanAsync(site)).Steps)
        {
            result = await ExecuteAsync(site, step);
            if (result.Outcome is StepOutcome.Failed)
            {
                break;
            }
        }

        Assert.Equal("refused", result!.Problem?.Code);
        Assert.Contains("status: 0xC035001E", result.Problem!.Evidence);
        Assert.Equal(3, host.Vms[0].State);
    }

    private static async Task<Plan> PlanAsync(BenchSite site)
    {
        var fleet = new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]);
        return new PlanMaker(new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.HyperV] = new HyperVWayPlanner() }, "test").Make(fleet, site.GoalOf(fleet));
    }

    private static async Task<Step> StepAsync(BenchSite site, StepKind kind) => (await PlanAsync(site)).Steps.First(s => s.Kind == kind);

    private static Task<StepResult> ExecuteAsync(BenchSite site, Step step) => site.Adapter.Executor.ExecuteAsync(
        new StepContext { Step = step, Run = "run", Deadline = TimeSpan.FromMinutes(10), Consents = ConsentNames.All.Keys.ToHashSet(StringComparer.Ordinal) }, new Unheard(), Token);

    private sealed class Unheard : IStepProgress
    {
        public Task StartedAsync(OperationHandle handle) => Task.CompletedTask;

        public void Report(int? percent, string doing)
        {
        }
    }
}
