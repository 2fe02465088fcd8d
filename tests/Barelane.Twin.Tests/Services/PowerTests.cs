namespace Barelane.Twin.Tests.Services;

public sealed class PowerTests
{
    [Fact]
    public async Task A_guest_with_tools_shuts_down_when_asked_and_one_without_can_not_be_asked()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.Guest.HasTools = false));
        await bench.PowerOnAsync();
        await bench.PowerOnAsync("web-03");
        await bench.UntilAsync(() => bench.Site.Vm("web-03").ToolsRunning);

        await bench.Client.CallAsync("ShutdownGuest", "VirtualMachine", bench.Vm("web-03").Ref.Id);
        await bench.UntilAsync(() => !bench.Site.Vm("web-03").IsPoweredOn);
        var fault = await Bench.FaultAsync(() => bench.Client.CallAsync("ShutdownGuest", "VirtualMachine", bench.Vm().Ref.Id));

        Assert.Equal("ToolsUnavailable", fault.Type);
    }

    [Fact]
    public async Task Power_states_that_are_reached_already_are_an_InvalidPowerState()
    {
        await using var bench = await Bench.StartAsync();

        var off = await Bench.FaultAsync(() => bench.PowerOffAsync());
        await bench.PowerOnAsync();
        var on = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal(["InvalidPowerState", "InvalidPowerState"], [off.Type, on.Type]);
    }

    [Fact]
    public async Task A_second_task_on_a_busy_vm_is_a_TaskInProgress()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new Twin.Faults.FaultRule
        {
            Method = "PowerOnVM_Task",
            Action = Twin.Faults.FaultAction.TaskDelay,
            Delay = TimeSpan.FromMinutes(5),
        });
        await bench.Client.CallAsync("PowerOnVM_Task", "VirtualMachine", bench.Vm().Ref.Id);

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync("<numCPUs>2</numCPUs>"));

        Assert.Equal("TaskInProgress", fault.Type);
    }
}
