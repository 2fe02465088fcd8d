using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Twin.Building;

namespace Barelane.VSphere.Tests.Steps;

public class PassthroughStepTests
{
    private const string Bridge = "0000:3a:00.0";

    [Fact]
    public async Task A_bridge_that_two_cards_depend_on_is_given_back_only_with_the_last_of_them()
    {
        var record = Scenarios.Demo();
        foreach (var card in record.Datacenters[0].Clusters[0].Hosts[0].Devices.Where(d => d.FramebufferMib > 0))
        {
            card.DependentDevice = Bridge;
        }

        await using var bench = await StepBench.StartAsync(record);
        var (one, other) = (bench.Device("esx-01", "0000:3b:00.0").Ref, bench.Device("esx-01", "0000:af:00.0").Ref);
        await bench.DoAsync(StepKind.ClaimDevice, one, StepBench.Change(Field.Passthrough, "on-pending"));
        await bench.DoAsync(StepKind.ClaimDevice, other, StepBench.Change(Field.Passthrough, "on-pending"));

        await bench.DoAsync(StepKind.ReleaseDevice, one, StepBench.Change(Field.Passthrough, "off"));
        var afterFirst = bench.Twin.Host("esx-01").Device(Bridge)!.PassthruEnabled;
        await bench.DoAsync(StepKind.ReleaseDevice, other, StepBench.Change(Field.Passthrough, "off"));

        Assert.True(afterFirst);
        Assert.False(bench.Twin.Host("esx-01").Device(Bridge)!.PassthruEnabled);
        Assert.All(bench.Twin.Host("esx-01").Devices, d => Assert.False(d.PassthruEnabled));
    }

    [Fact]
    public async Task Functions_of_one_card_are_switched_in_one_call()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Mixed());
        var (video, audio) = (bench.Device("station-02", "0000:3b:00.0").Ref, bench.Device("station-02", "0000:3b:00.1").Ref);
        var step = StepBench.Make(StepKind.ClaimDevice, video, StepBench.Change(Field.Passthrough, "on-pending")) with
        {
            Companions = [new CompanionChange(audio, StepBench.Change(Field.Passthrough, "on-pending"))],
        };

        Assert.Equal(StepOutcome.Done, (await bench.RunAsync(step)).Outcome);

        Assert.Single(bench.Sent("UpdatePassthruConfig"));
        Assert.Equal(["0000:3b:00.0", "0000:3b:00.1"], bench.Twin.Host("station-02").Devices.Where(d => d.PassthruEnabled).Select(d => d.Address));
    }

    [Theory]
    [InlineData("esx-03", "0000:af:00.0", "on", "<applyNow>true</applyNow>")]
    [InlineData("esx-03", "0000:af:00.0", "on-pending", "<applyNow>false</applyNow>")]
    [InlineData("esx-01", "0000:3b:00.0", "on-pending", null)]
    public async Task Whether_to_apply_at_once_is_said_only_to_a_host_that_can(string host, string address, string wanted, string? said)
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());

        await bench.DoAsync(StepKind.ClaimDevice, bench.Device(host, address).Ref, StepBench.Change(Field.Passthrough, wanted));

        var request = Assert.Single(bench.Sent("UpdatePassthruConfig"));
        Assert.Equal(said is not null, request.Contains("applyNow", StringComparison.Ordinal));
        Assert.Contains(said ?? "", request, StringComparison.Ordinal);
        Assert.Equal(wanted, await bench.ProbeAsync(bench.Device(host, address).Ref, Field.Passthrough));
    }

    [Fact]
    public async Task A_card_that_was_taken_out_is_not_found_and_nothing_is_sent()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var card = bench.Device("esx-01", "0000:3b:00.0").Ref;
        bench.Twin.Change(() => bench.Twin.Host("esx-01").Exchange("0000:3b:00.0", null), bench.Twin.Host("esx-01"));

        var result = await bench.RunAsync(StepKind.ClaimDevice, card, StepBench.Change(Field.Passthrough, "on-pending"));

        Assert.Equal((StepOutcome.Failed, "not-found"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("rebind", result.Problem!.Remedy, StringComparison.Ordinal);
        Assert.Empty(bench.Sent("UpdatePassthruConfig"));
    }

    [Fact]
    public async Task Graphics_settings_of_other_cards_and_the_policy_stay_when_one_card_is_changed()
    {
        var record = Scenarios.Demo();
        var host = record.Datacenters[0].Clusters[0].Hosts[0];
        (host.VgpuPolicy, host.DefaultGraphicsType) = ("consolidation", "shared");
        host.Devices.Single(d => d.Address == "0000:af:00.0").GraphicsType = "sharedDirect";
        await using var bench = await StepBench.StartAsync(record);

        await bench.DoAsync(StepKind.CutSlice, bench.Device("esx-01", "0000:3b:00.0").Ref, StepBench.Change(Field.GraphicsType, "sharedDirect"));
        var cut = bench.Twin.Host("esx-01").Devices.Where(d => d.Facts.FramebufferMib > 0).Select(d => d.GraphicsType).ToList();
        await bench.DoAsync(StepKind.RemoveSlice, bench.Device("esx-01", "0000:3b:00.0").Ref, StepBench.Change(Field.GraphicsType, "shared"));

        Assert.Equal(["sharedDirect", "sharedDirect"], cut);
        Assert.Equal(["shared", "sharedDirect"], bench.Twin.Host("esx-01").Devices.Where(d => d.Facts.FramebufferMib > 0).Select(d => d.GraphicsType));
        Assert.Equal(("consolidation", "shared"), (bench.Twin.Host("esx-01").VgpuPolicy, bench.Twin.Host("esx-01").DefaultGraphicsType));
    }

    [Fact]
    public async Task A_lone_host_that_goes_down_with_its_answer_comes_back_and_is_not_rebooted_twice()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.LoneHost());
        var host = bench.Host("esx-lone");
        await bench.DoAsync(StepKind.PowerOffVm, bench.Vm("web-03"));
        await bench.DoAsync(StepKind.EnterMaintenance, host);
        var booted = await bench.ProbeAsync(host, Field.BootTime);
        var reboot = StepBench.Make(StepKind.RebootHost, host) with
        {
            Expectations = [new Predicate { Target = host, TargetName = "dc1/esx-lone", Field = Field.BootTime, Test = Test.ChangedFrom, Values = [booted] }],
        };

        var first = await bench.RunAsync(reboot);
        var second = await bench.RunAsync(reboot);

        Assert.True(first.Outcome == StepOutcome.Done, first.Problem?.ToString());
        Assert.Equal(StepOutcome.AlreadySo, second.Outcome);
        Assert.Equal(1, bench.Twin.Host("esx-lone").Reboots);
        Assert.NotEqual(booted, await bench.ProbeAsync(host, Field.BootTime));
    }

    [Fact]
    public async Task A_host_that_never_gets_into_maintenance_is_told_with_the_vms_that_keep_it()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.LoneHost());

        var result = await bench.RunAsync(StepBench.Make(StepKind.EnterMaintenance, bench.Host("esx-lone"), StepBench.Change(Field.Maintenance, "on", "off")), TimeSpan.FromSeconds(4));

        Assert.Equal((StepOutcome.Failed, "not-empty"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("still run", result.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("'web-03'", result.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("power them off", result.Problem.Remedy, StringComparison.Ordinal);
        Assert.False(bench.Twin.Host("esx-lone").InMaintenanceMode);
    }

    [Fact]
    public async Task A_host_that_is_not_in_maintenance_is_not_rebooted()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());

        var result = await bench.RunAsync(StepKind.RebootHost, bench.Host("esx-01"));

        Assert.Equal((StepOutcome.Failed, "not-in-maintenance"), (result.Outcome, result.Problem?.Code));
        Assert.Equal(0, bench.Twin.Host("esx-01").Reboots);
    }
}
