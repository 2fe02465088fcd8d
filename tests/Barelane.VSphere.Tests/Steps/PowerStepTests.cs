using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.VSphere.Tests.Steps;

public class PowerStepTests
{
    // Of lengths that nothing else waits for.
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(62_014);

    [Fact]
    public async Task A_guest_with_tools_is_asked_and_the_plug_is_not_pulled()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());

        await bench.DoAsync(StepKind.PowerOffVm, bench.Vm("web-03"));

        Assert.False(bench.Twin.Vm("web-03").IsPoweredOn);
        Assert.Single(bench.Sent("ShutdownGuest"));
        Assert.Empty(bench.Sent("PowerOffVM_Task"));
    }

    [Fact]
    public async Task A_guest_that_can_not_be_asked_keeps_running_without_the_consent()
    {
        await using var bench = await StepBench.StartAsync(WithoutTools());

        var result = await bench.RunAsync(StepKind.PowerOffVm, bench.Vm("web-03"));

        Assert.Equal((StepOutcome.Failed, "guest-not-asked"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("'vm-hard-off'", result.Problem!.Remedy, StringComparison.Ordinal);
        Assert.True(bench.Twin.Vm("web-03").IsPoweredOn);
    }

    [Fact]
    public async Task A_guest_that_can_not_be_asked_is_switched_off_with_the_consent()
    {
        await using var bench = await StepBench.StartAsync(WithoutTools());

        var result = await bench.RunAsync(StepBench.Make(StepKind.PowerOffVm, bench.Vm("web-03")), null, ConsentNames.VmHardOff);

        Assert.Equal(StepOutcome.Done, result.Outcome);
        Assert.Empty(bench.Sent("ShutdownGuest"));
        Assert.False(bench.Twin.Vm("web-03").IsPoweredOn);
    }

    [Theory]
    [InlineData(true, StepOutcome.Done)]
    [InlineData(false, StepOutcome.Unknown)]
    public async Task A_guest_that_does_not_shut_down_is_switched_off_with_the_consent_only(bool consented, StepOutcome expected)
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        bench.Twin.Vm("web-03").IgnoresShutdown = true;
        var step = StepBench.Make(StepKind.PowerOffVm, bench.Vm("web-03"));

        var running = bench.RunAsync(step, Deadline, consented ? [ConsentNames.VmHardOff] : []);
        while (bench.Sent("ShutdownGuest").Count == 0)
        {
            await Task.Delay(5, StepBench.Token);
        }

        while (!running.IsCompleted)
        {
            bench.Site.Expire(consented ? Deadline / 2 : Deadline);
            await Task.Delay(5, StepBench.Token);
        }

        var result = await running;
        Assert.Equal(expected, result.Outcome);
        Assert.Equal(!consented, bench.Twin.Vm("web-03").IsPoweredOn);
        Assert.Equal(consented ? 1 : 0, bench.Sent("PowerOffVM_Task").Count);
    }

    [Fact]
    public async Task A_vm_with_a_fixed_card_is_powered_on_on_its_own_host()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());

        await bench.DoAsync(StepKind.PowerOnVm, bench.Vm("render-01"));

        Assert.Single(bench.Sent("PowerOnVM_Task"));
        Assert.Empty(bench.Sent("PowerOnMultiVM_Task"));
        Assert.Equal(StepOutcome.AlreadySo, (await bench.RunAsync(StepKind.PowerOnVm, bench.Vm("render-01"))).Outcome);
    }

    [Theory]
    [InlineData("dynamic 10de:27b8", "esx-03")]
    [InlineData("profile nvidia_a40-8q", "esx-01")]
    public async Task A_vm_whose_card_is_chosen_by_the_cluster_is_powered_on_through_the_datacenter(string backing, string placed)
    {
        await using var bench = await StepBench.StartAsync(Sliced());
        var vm = bench.Vm("infer-04");
        await bench.DoAsync(StepKind.ConfigureVm, vm, [.. Ready(), StepBench.Change(Field.Attached(backing), "1")]);

        await bench.DoAsync(StepKind.PowerOnVm, vm);

        Assert.Single(bench.Sent("PowerOnMultiVM_Task"));
        Assert.Empty(bench.Sent("PowerOnVM_Task"));
        Assert.Equal(placed, bench.Twin.Vm("infer-04").Host.Name);
        Assert.True(bench.Twin.Vm("infer-04").IsPoweredOn);
    }

    [Fact]
    public async Task Where_no_host_has_the_card_the_refusal_names_the_reason()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var vm = bench.Vm("infer-04");
        await bench.DoAsync(StepKind.ConfigureVm, vm, [.. Ready(), StepBench.Change(Field.Attached("dynamic 10de:ffff"), "1")]);

        var result = await bench.RunAsync(StepKind.PowerOnVm, vm);

        Assert.Equal(StepOutcome.Failed, result.Outcome);
        Assert.Contains("has no free PCI device", result.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_is_not_reserved_is_told_as_that()
    {
        await using var bench = await StepBench.StartAsync(Sliced());
        var vm = bench.Vm("infer-04");
        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(Field.Attached("dynamic 10de:27b8"), "1"));

        var result = await bench.RunAsync(StepKind.PowerOnVm, vm);

        Assert.Equal((StepOutcome.Failed, "not-reserved"), (result.Outcome, result.Problem?.Code));
    }

    [Fact]
    public async Task A_group_of_two_devices_is_attached_and_taken_off_as_one()
    {
        await using var bench = await StepBench.StartAsync(Sliced());
        var vm = bench.Vm("render-01");
        var group = Field.Attached("group Nvidia:2@nvidia_a40-48q%NVLink");

        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(group, "1"));
        var given = bench.Twin.Vm("render-01").Profiles;
        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(group, null, "1"));

        Assert.Equal(["nvidia_a40-48q", "nvidia_a40-48q"], given);
        Assert.Empty(bench.Twin.Vm("render-01").Profiles);
    }

    private static FieldChange[] Ready() =>
    [
        StepBench.Change(Field.ReservationLocked, "true"), StepBench.Change(Field.Option("pciPassthru.use64bitMMIO"), "TRUE"),
        StepBench.Change(Field.Option("pciPassthru.64bitMMIOSizeGB"), "128"),
    ];

    private static RecordedSite WithoutTools()
    {
        var record = Scenarios.Demo();
        record.Datacenters[0].Vms.Single(v => v.Name == "web-03").Guest.HasTools = false;
        return record;
    }

    /// <summary>The demo's site with the A40 cut into slices and the L4 ready for passthrough.</summary>
    private static RecordedSite Sliced()
    {
        var record = Scenarios.Demo();
        var devices = record.Datacenters[0].Clusters[0].Hosts.SelectMany(h => h.Devices).Where(d => d.FramebufferMib > 0).ToList();
        devices.Where(d => d.DeviceId == "2235").ToList().ForEach(d => d.GraphicsType = "sharedDirect");
        devices.Where(d => d.DeviceId == "27b8").ToList().ForEach(d => (d.PassthruEnabled, d.PassthruActive) = (true, true));
        record.Datacenters[0].Vms.Single(v => v.Name == "render-01").HardwareVersion = "vmx-20"; // what device groups need
        return record;
    }
}
