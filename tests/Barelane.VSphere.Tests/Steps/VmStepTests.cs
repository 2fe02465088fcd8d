using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Twin;
using Barelane.Twin.Building;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Tests.Conformance;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Steps;

public class VmStepTests
{
    [Fact]
    public async Task Within_a_cluster_a_vm_moves_and_keeps_its_pool()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());

        await bench.DoAsync(StepKind.MoveVm, bench.Vm("render-01"), StepBench.Change(Field.Placement, bench.Host("esx-02").Id));

        Assert.DoesNotContain("<pool", Assert.Single(bench.Sent("RelocateVM_Task")), StringComparison.Ordinal);
        Assert.Equal("esx-02", bench.Twin.Vm("render-01").Host.Name);
    }

    [Fact]
    public async Task Between_compute_resources_a_vm_moves_into_the_pool_of_its_new_host()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Mixed());

        await bench.DoAsync(StepKind.MoveVm, bench.Vm("cad-01"), StepBench.Change(Field.Placement, bench.Host("amd-01").Id));

        Assert.Contains("<pool", Assert.Single(bench.Sent("RelocateVM_Task")), StringComparison.Ordinal);
        Assert.Equal("amd-01", bench.Twin.Vm("cad-01").Host.Name);
        Assert.Equal(StepOutcome.AlreadySo, (await bench.RunAsync(StepKind.MoveVm, bench.Vm("cad-01"), StepBench.Change(Field.Placement, bench.Host("amd-01").Id))).Outcome);
    }

    [Fact]
    public async Task The_rule_of_a_vm_is_made_changed_and_taken_away_and_sent_only_where_it_differs()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var vm = bench.Vm("render-01");
        var (one, other) = (bench.Host("esx-01").Id, bench.Host("esx-02").Id);
        var before = bench.Twin.Snapshot();

        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(VSphereFields.HostRule, one));
        Assert.Equal(one, await bench.ProbeAsync(vm, VSphereFields.HostRule));
        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(VSphereFields.HostRule, one));
        Assert.Single(bench.Sent("ReconfigureComputeResource_Task"));
        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(VSphereFields.HostRule, other, one));
        Assert.Equal(other, await bench.ProbeAsync(vm, VSphereFields.HostRule));
        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(VSphereFields.HostRule, null, other));

        Assert.Equal(before, bench.Twin.Snapshot());
        Assert.Equal(3, bench.Sent("ReconfigureComputeResource_Task").Count);
    }

    [Theory]
    [InlineData("storage", "vsan-gpus", "'vsan-gpus'", "vsan-gpu")]
    [InlineData("network", "render-nets", "'render-nets'", "render-net")]
    [InlineData("path", "dc1/vm/nowhere/new-01", "'nowhere'", "")]
    [InlineData("template", "golden-windows", "'golden-windows'", "golden-linux")]
    public async Task A_wrong_name_in_what_a_vm_is_made_from_is_named_with_what_there_is(string part, string wrong, string named, string offered)
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var before = bench.Twin.Snapshot();
        var changes = New(bench).Where(c => c.Field != VSphereFields.Made(part)).Append(StepBench.Change(VSphereFields.Made(part), wrong)).ToArray();

        var result = await bench.RunAsync(StepKind.CreateVm, bench.NewVm("new-01"), changes);

        Assert.Equal((StepOutcome.Failed, "not-found"), (result.Outcome, result.Problem?.Code));
        Assert.Contains(named, result.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains(offered, result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, bench.Twin.Snapshot());
    }

    [Fact]
    public async Task A_vm_is_made_once_with_its_rule_and_deleted_without_a_trace()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var before = bench.Twin.Snapshot();
        var made = bench.NewVm("new-01");
        var changes = New(bench).Append(StepBench.Change(VSphereFields.HostRule, bench.Host("esx-01").Id)).ToArray();

        await bench.DoAsync(StepKind.CreateVm, made, changes);
        var again = await bench.RunAsync(StepKind.CreateVm, made, changes);
        Assert.Equal(bench.Host("esx-01").Id, await bench.ProbeAsync(made, VSphereFields.HostRule));
        Assert.Equal(("efi", 8192), (bench.Twin.Vm("new-01").Firmware, bench.Twin.Vm("new-01").MemoryMib));
        await bench.DoAsync(StepKind.DeleteVm, made);

        Assert.Equal(StepOutcome.AlreadySo, again.Outcome);
        Assert.Single(bench.Sent("CreateVM_Task"));
        Assert.Equal(StepOutcome.AlreadySo, (await bench.RunAsync(StepKind.DeleteVm, made)).Outcome);
        Assert.Equal(before, bench.Twin.Snapshot());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_made_vm_is_found_by_the_identity_chosen_for_it_and_never_by_its_name(bool isKept)
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo(), switches: new TwinSwitches { NewVmKeepsInstanceUuid = isKept });
        var made = bench.NewVm("new-01");
        var (other, later) = (bench.NewVm("new-02"), New(bench).Select(c => c.Field == VSphereFields.Made("path") ? StepBench.Change(c.Field, "new-02") : c).ToArray());
        await bench.DoAsync(StepKind.CreateVm, made, New(bench));
        await bench.DoAsync(StepKind.CreateVm, other, later);

        // Two VMs change names: whoever looks for names takes the one for the other.
        await RenameAsync(bench, made, "aside");
        await RenameAsync(bench, other, "new-01");

        Assert.Equal("new-01", await bench.ProbeAsync(made, VSphereFields.Made("path")));
        Assert.Equal(NewVmRef.UuidOf(made), bench.Twin.Vm("aside").InstanceUuid);
        await bench.DoAsync(StepKind.DeleteVm, made);
        Assert.Null(await bench.ProbeAsync(made, Field.Exists));
        Assert.Equal(StepOutcome.AlreadySo, (await bench.RunAsync(StepKind.DeleteVm, made)).Outcome);
        Assert.Contains(bench.Twin.Vms, v => v.Name == "new-01");
        Assert.DoesNotContain(bench.Twin.Vms, v => v.Name == "aside");
    }

    [Fact]
    public async Task A_vm_that_barelane_did_not_make_is_not_deleted()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());

        var result = await bench.RunAsync(StepKind.DeleteVm, bench.Vm("render-01"));

        Assert.Equal((StepOutcome.Failed, "not-ours"), (result.Outcome, result.Problem?.Code));
        Assert.Contains(bench.Twin.Vms, v => v.Name == "render-01");
        Assert.Empty(bench.Sent("Destroy_Task"));
    }

    [Fact]
    public async Task A_restore_point_is_made_once_and_removed_by_its_name()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var vm = bench.Vm("render-01");

        await bench.DoAsync(StepKind.RestorePoint, vm, StepBench.Change(Field.RestorePoint("before"), "yes"));
        await bench.DoAsync(StepKind.RestorePoint, vm, StepBench.Change(Field.RestorePoint("before"), "yes"));
        var made = bench.Twin.Vm("render-01").SnapshotNames;
        await bench.DoAsync(StepKind.RestorePoint, vm, StepBench.Change(Field.RestorePoint("before"), null, "yes"));

        Assert.Equal(["before"], made);
        Assert.Empty(bench.Twin.Vm("render-01").SnapshotNames);
    }

    [Fact]
    public async Task Of_two_restore_points_with_one_name_none_is_removed()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var vm = bench.Vm("render-01");
        var reference = await bench.Site.FindAsync(vm, StepBench.Token);
        for (var i = 0; i < 2; i++)
        {
            await bench.Site.DoAsync(VirtualMachineCalls.CreateSnapshot(reference, "before", "", memory: false, quiesce: false), StepBench.Token);
        }

        var result = await bench.RunAsync(StepKind.RestorePoint, vm, StepBench.Change(Field.RestorePoint("before"), null, "yes"));

        Assert.Equal((StepOutcome.Failed, "ambiguous"), (result.Outcome, result.Problem?.Code));
        Assert.Equal(["before", "before"], bench.Twin.Vm("render-01").SnapshotNames);
    }

    [Fact]
    public async Task Virtual_hardware_is_upgraded_once()
    {
        await using var bench = await StepBench.StartAsync(Scenarios.Demo());
        var vm = bench.Vm("render-01");

        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(Field.HardwareVersion, "vmx-21", "vmx-19"));
        await bench.DoAsync(StepKind.ConfigureVm, vm, StepBench.Change(Field.HardwareVersion, "vmx-21", "vmx-19"));

        Assert.Equal("vmx-21", bench.Twin.Vm("render-01").HardwareVersion);
        Assert.Single(bench.Sent("UpgradeVM_Task"));
    }

    [Fact]
    public async Task A_missing_privilege_fails_the_step_by_its_name_and_nothing_is_done()
    {
        var user = new TwinUser(TwinConformanceSite.User, TwinConformanceSite.Password) { DeniedPrivileges = new HashSet<string> { "VirtualMachine.Config.AdvancedConfig" } };
        await using var bench = await StepBench.StartAsync(Scenarios.Demo(), user);
        var before = bench.Twin.Snapshot();

        var result = await bench.RunAsync(StepKind.ConfigureVm, bench.Vm("render-01"), StepBench.Change(Field.Mark("owner"), "someone"));

        Assert.Equal((StepOutcome.Failed, "no-permission"), (result.Outcome, result.Problem?.Code));
        Assert.Contains("'VirtualMachine.Config.AdvancedConfig'", result.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(before, bench.Twin.Snapshot());
    }

    private static async Task RenameAsync(StepBench bench, ObjectRef vm, string name) => await bench.Site.DoAsync(
        VirtualMachineCalls.Reconfigure(await bench.Site.FindAsync(NewVmRef.Lasting(vm), StepBench.Token), new VirtualMachineConfigSpec { Name = name }), StepBench.Token);

    private static FieldChange[] New(StepBench bench) =>
    [
        StepBench.Change(Field.Exists, "yes"), StepBench.Change(Field.Placement, bench.Host("esx-01").Id), StepBench.Change(Field.MemoryMiB, "8192"),
        StepBench.Change(VSphereFields.Cpus, "4"), StepBench.Change(Field.Firmware, "efi"), StepBench.Change(VSphereFields.Made("path"), "new-01"),
        StepBench.Change(VSphereFields.Made("disk-gib"), "20"), StepBench.Change(VSphereFields.Made("storage"), "vsan-gpu"), StepBench.Change(VSphereFields.Made("network"), "render-net"),
    ];
}
