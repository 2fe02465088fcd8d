using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>What is read of VMs, and what the cluster says about them.</summary>
public class VmReadingTests
{
    [Fact]
    public async Task Options_are_read_by_the_list_of_keys_and_nothing_else_is_kept()
    {
        var vm = await VmAsync(Vim.Property(
            "config.extraConfig",
            "ArrayOfOptionValue",
            Option("PCIPassthru.use64bitMMIO", "TRUE") + Option("guestinfo.userdata", "c2VjcmV0") + Option("barelane.document", "render-farm") + Option("sched.mem.pin", "TRUE")));

        Assert.Equal(["barelane.document", "pciPassthru.use64bitMMIO"], vm.Options.Value.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("TRUE", vm.Options.Value["pciPassthru.use64bitMMIO"]);
    }

    [Fact]
    public async Task Snapshots_of_a_tree_stand_by_age_and_tell_whether_they_hold_memory()
    {
        var vm = await VmAsync(Vim.Property(
            "snapshot",
            "VirtualMachineSnapshotInfo",
            "<rootSnapshotList>" + Snapshot("before", "2026-01-02T03:04:05Z", "poweredOff") + "<childSnapshotList>" + Snapshot("running", "2026-02-02T03:04:05Z", "poweredOn") + "</childSnapshotList></rootSnapshotList>"));

        Assert.Equal([("before", false), ("running", true)], vm.Snapshots.Value.Select(s => (s.Name, s.WithMemory)));
        Assert.Empty((await VmAsync()).Snapshots.Value);
    }

    [Fact]
    public async Task Memory_its_reservation_and_the_flags_are_read()
    {
        var vm = await VmAsync(
            Vim.Number("config.hardware.memoryMB", 65536),
            Vim.Property("config.memoryAllocation", "ResourceAllocationInfo", "<reservation>65536</reservation><expandableReservation>false</expandableReservation><limit>-1</limit>"),
            Vim.Flag("config.memoryReservationLockedToMax", true),
            Vim.Property("config.bootOptions", "VirtualMachineBootOptions", "<bootDelay>0</bootDelay><efiSecureBootEnabled>true</efiSecureBootEnabled>"),
            Vim.Text("config.firmware", "efi"),
            Vim.Flag("config.nestedHVEnabled", false),
            Vim.Flag("config.flags.vvtdEnabled", true),
            Vim.Property("runtime.faultToleranceState", "VirtualMachineFaultToleranceState", "notConfigured"),
            Vim.Text("guest.toolsRunningStatus", "guestToolsRunning"));

        Assert.Equal((65536, 65536), (vm.MemoryMiB.Value, vm.ReservationMiB.Value));
        Assert.Equal(ObservedState.Absent, vm.MemoryLimitMiB.State);
        Assert.True(vm.ReservationLocked.Value && vm.SecureBoot.Value && vm.GuestIommu.Value);
        Assert.False(vm.NestedVirtualization.Value || vm.FaultTolerance.Value);
        Assert.Equal(("efi", "running"), (vm.Firmware.Value, vm.GuestTools.Value));
    }

    [Fact]
    public async Task A_property_that_is_withheld_is_unreadable_with_the_fault_and_one_the_api_lacks_is_absent()
    {
        var vm = await VmAsync(Vim.Missing("config.extraConfig", "NoPermission", "Permission was denied."), Vim.Missing("config.flags.vbsEnabled", "InvalidProperty"));

        Assert.Equal(ObservedState.Unreadable, vm.Options.State);
        Assert.Contains("NoPermission", vm.Options.Note, StringComparison.Ordinal);
        Assert.Contains("Permission was denied.", vm.Options.Note, StringComparison.Ordinal);
        Assert.Equal(ObservedState.Absent, vm.Vbs.State);
    }

    [Fact]
    public async Task The_cluster_tells_what_is_set_for_a_single_vm_and_its_rules()
    {
        const string Configuration = "<dasConfig><enabled>true</enabled><admissionControlEnabled>false</admissionControlEnabled></dasConfig>"
            + "<dasVmConfig><key type=\"VirtualMachine\">vm-1</key><restartPriority>medium</restartPriority><dasSettings><restartPriority>high</restartPriority></dasSettings></dasVmConfig>"
            + "<drsConfig><enabled>true</enabled><enableVmBehaviorOverrides>true</enableVmBehaviorOverrides><defaultVmBehavior>fullyAutomated</defaultVmBehavior></drsConfig>"
            + "<drsVmConfig><key type=\"VirtualMachine\">vm-1</key><enabled>false</enabled><behavior>manual</behavior></drsVmConfig>"
            + "<rule xsi:type=\"ClusterVmHostRuleInfo\"><key>1</key><enabled>true</enabled><name>stay</name><mandatory>true</mandatory><vmGroupName>v</vmGroupName><affineHostGroupName>h</affineHostGroupName></rule>"
            + "<rule xsi:type=\"ClusterAntiAffinityRuleSpec\"><key>2</key><enabled>false</enabled><name>apart</name><vm type=\"VirtualMachine\">vm-1</vm></rule>"
            + "<group xsi:type=\"ClusterVmGroup\"><name>v</name><vm type=\"VirtualMachine\">vm-1</vm></group><group xsi:type=\"ClusterHostGroup\"><name>h</name><host type=\"HostSystem\">host-1</host></group>";
        var site = await ScriptedSite.InspectAsync(Vim.Frame(Configuration), Vim.Host("host-1", Vim.HostUuid), Vim.Vm("vm-1", "render-01", "host-1", true), Vim.Vm("vm-2", "web-03", "host-1", true));

        Assert.Equal(("disabled", "high"), (site.Vms[0].AutomationOverride.Value, site.Vms[0].RestartPriority.Value));
        Assert.Equal(ObservedState.Absent, site.Vms[1].AutomationOverride.State);
        var cluster = Assert.Single(site.Clusters);
        Assert.True(cluster.HostFailover.Value && cluster.LoadBalancing.Value);
        Assert.False(cluster.AdmissionControl.Value);
        Assert.Equal("fullyAutomated", cluster.Automation.Value);
        Assert.Equal(("stay", "on-hosts", true, true), (cluster.Rules.Value[0].Name, cluster.Rules.Value[0].Kind, cluster.Rules.Value[0].Mandatory, cluster.Rules.Value[0].Enabled));
        Assert.Equal((site.Vms[0].Ref, site.Hosts[0].Ref), (cluster.Rules.Value[0].Vms[0], cluster.Rules.Value[0].Hosts[0]));
        Assert.Equal(("apart", false), (cluster.Rules.Value[1].Kind, cluster.Rules.Value[1].Enabled));
    }

    [Theory]
    [InlineData("vCLS-4f3a", "", "vcls")]
    [InlineData("vc01", "VCENTER.example", "management")]
    [InlineData("vc-by-address", "", "management")]
    [InlineData("render-01", "render-01", "")]
    public async Task Agents_of_the_cluster_and_the_vcenter_itself_are_known(string name, string guest, string role)
    {
        var site = await ScriptedSite.InspectAsync(
            Vim.Frame(),
            Vim.Host("host-1", Vim.HostUuid, Vim.Text("summary.managementServerIp", "192.0.2.10")),
            Vim.Vm("vm-1", name, "host-1", true, guest.Length > 0 ? Vim.Text("guest.hostName", guest) : "", name == "vc-by-address" ? Vim.Text("guest.ipAddress", "192.0.2.10") : ""));

        Assert.Equal(role, site.Vms[0].Role);
    }

    [Fact]
    public async Task Memory_left_is_what_running_vms_have_not_reserved()
    {
        var reserved = Vim.Property("config.memoryAllocation", "ResourceAllocationInfo", "<reservation>1024</reservation>");
        var site = await ScriptedSite.InspectAsync(
            Vim.Frame(),
            Vim.Host("host-1", Vim.HostUuid),
            Vim.Vm("vm-1", "a", "host-1", true, reserved),
            Vim.Vm("vm-2", "b", "host-1", false, reserved),
            Vim.Vm("vm-3", "c", "host-1", true, Vim.Flag("config.memoryReservationLockedToMax", true), Vim.Number("config.hardware.memoryMB", 4096), reserved));

        Assert.Equal((ObservedState.Inferred, (256 * 1024) - 1024 - 4096), (site.Hosts[0].FreeMemoryMiB.State, site.Hosts[0].FreeMemoryMiB.Value));
    }

    private static async Task<Vm> VmAsync(params string[] properties) =>
        Assert.Single((await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid), Vim.Vm("vm-1", "render-01", "host-1", true, properties))).Vms);

    private static string Option(string key, string value) => $"<OptionValue xsi:type=\"OptionValue\"><key>{key}</key><value xsi:type=\"xsd:string\">{value}</value></OptionValue>";

    private static string Snapshot(string name, string time, string state) =>
        $"<snapshot type=\"VirtualMachineSnapshot\">s</snapshot><vm type=\"VirtualMachine\">vm-1</vm><name>{name}</name><description></description><id>1</id><createTime>{time}</createTime><state>{state}</state><quiesced>false</quiesced>";
}
