namespace Barelane.Twin.Tests.Services;

public sealed class SnapshotTests
{
    [Fact]
    public async Task A_vm_goes_back_to_a_snapshot_and_the_snapshot_goes_without_a_trace()
    {
        await using var bench = await Bench.StartAsync();
        var before = bench.Site.Snapshot();
        var vm = bench.Vm().Ref.Id;

        var first = await CreateAsync(bench, "one");
        await bench.ReconfigureAsync("<numCPUs>16</numCPUs>");
        await CreateAsync(bench, "two");
        var tree = (await bench.Client.ReadAsync("VirtualMachine", vm, "snapshot"))!;
        await bench.Client.RunAsync("RevertToSnapshot_Task", "VirtualMachineSnapshot", first);
        await bench.Client.RunAsync("RemoveSnapshot_Task", "VirtualMachineSnapshot", first, "<removeChildren>true</removeChildren>");

        Assert.Equal(["one", "two"], tree.Descendants(SdkClient.Vim + "name").Select(n => n.Value));
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task A_running_vm_with_a_pci_device_gets_no_snapshot()
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { PoweredOffSnapshotsWithPassthrough = true });
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();

        Assert.Equal("SnapshotFault", (await Bench.FaultAsync(() => CreateAsync(bench, "one"))).Type);
    }

    private static async Task<string> CreateAsync(Bench bench, string name) => (await bench.Client.RunAsync(
        "CreateSnapshot_Task", "VirtualMachine", bench.Vm().Ref.Id, $"<name>{name}</name><memory>false</memory><quiesce>false</quiesce>"))!.Value;
}
