using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Kvm.Planning;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Planning;

public sealed class SlicePlanTests : IDisposable
{
    private const string Physical = "0000:01:00.0";
    private HostTree _tree = new HostTree().Gpu(driver: "bochs-drm");

    [Fact]
    public void A_mediated_device_is_made_then_given_and_defined_for_the_next_boot()
    {
        Mediated("mbochs", 63).Folder("/etc/mdevctl.d");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Slice("mbochs-small"));

        var uuid = Ours("mbochs-small", 0);
        Assert.Empty(plan.Blocking());
        Assert.Equal(
            [
                $"CutSlice host mdev-definition:{uuid}: - -> mbochs mbochs-small auto",
                $"CutSlice host mdev:{uuid}: - -> mbochs mbochs-small",
                "ConfigureVm vm attached:profile mbochs-small: - -> 1",
                $"ConfigureVm vm hostdev:{uuid}: - -> unmanaged at 0000:02:00.0",
            ],
            plan.Changes());
        Assert.Equal(["CutSlice", "ConfigureVm", "PowerOnVm", "Verify"], plan.Kinds());
    }

    [Fact]
    public void A_mediated_device_needs_no_iommu_and_no_reboot_for_one()
    {
        Mediated("mbochs", 63).WithoutIommu();

        Assert.DoesNotContain("RebootHost", _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Slice("mbochs-small")).Kinds());
    }

    [Fact]
    public void A_slice_may_be_asked_for_by_the_vendors_name()
    {
        Mediated("mbochs", 63);

        Assert.Contains("ConfigureVm vm attached:profile mbochs-small: - -> 1", _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Slice("mbochs small")).Changes());
    }

    [Fact]
    public void Without_mdevctl_the_slice_ends_with_a_reboot_and_that_is_said()
    {
        Mediated("mbochs", 63);

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Slice("mbochs-small"));

        Assert.Contains(plan.Findings, f => f.Rule == "KVM-MDEVCTL-001");
        Assert.DoesNotContain(plan.Changes(), c => c.Contains("mdev-definition", StringComparison.Ordinal));
    }

    [Fact]
    public void A_slice_that_a_reboot_took_is_made_again_with_the_same_identity()
    {
        Mediated("mbochs", 63);
        var uuid = Ours("mbochs-small", 0);
        var xml = Domains.Q35(devices: Domains.Mediated(uuid, "02"), extra: Domains.Mark("farm", "profile mbochs-small"));

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", xml), Planned.Slice("mbochs-small"));

        Assert.Equal([$"CutSlice host mdev:{uuid}: - -> mbochs mbochs-small"], plan.Changes());
    }

    [Fact]
    public void Two_vms_fill_one_parent_after_the_other()
    {
        Mediated("0000:01:00.0", 1);
        Mediated("0000:02:00.0", 1);

        var changes = _tree.Plan(new FakeLibvirt().Domain("a", Domains.Q35("a")).Domain("b", Domains.Q35("b")), Planned.Slice("mbochs-small", vm: "a"), Planned.Slice("mbochs-small", vm: "b")).Changes();

        Assert.Contains(changes, c => c.EndsWith("-> 0000:01:00.0 mbochs-small", StringComparison.Ordinal));
        Assert.Contains(changes, c => c.EndsWith("-> 0000:02:00.0 mbochs-small", StringComparison.Ordinal));
    }

    [Fact]
    public void More_slices_than_are_left_block()
    {
        Mediated("mbochs", 1);

        Assert.Contains("SLICE-CAPACITY-001", _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Slice("mbochs-small", 2)).Blocking());
    }

    [Fact]
    public void A_slice_that_leaves_the_document_is_taken_away_with_its_definition()
    {
        Mediated("mbochs", 62).Folder("/etc/mdevctl.d");
        var uuid = Ours("mbochs-small", 0);
        Instance(uuid).Write("/etc/mdevctl.d/mbochs/" + uuid, """{"mdev_type":"mbochs-small","start":"auto","attrs":[]}""");
        var xml = Domains.Q35(devices: Domains.Mediated(uuid, "02"), extra: Domains.Mark("farm", "profile mbochs-small"));

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", xml));

        Assert.Equal(
            [
                "ConfigureVm vm attached:profile mbochs-small: 1 -> -",
                $"ConfigureVm vm hostdev:{uuid}: unmanaged at 0000:02:00.0 -> -",
                $"RemoveSlice host mdev-definition:{uuid}: mbochs mbochs-small auto -> -",
                $"RemoveSlice host mdev:{uuid}: mbochs mbochs-small -> -",
            ],
            plan.Changes());
    }

    [Fact]
    public void A_slice_that_somebody_else_made_is_taken_off_and_stays()
    {
        const string Theirs = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
        Mediated("mbochs", 62);
        Instance(Theirs);
        var xml = Domains.Q35(devices: Domains.Mediated(Theirs, "02"), extra: Domains.Mark("farm", "profile mbochs-small"));

        Assert.DoesNotContain(_tree.Plan(new FakeLibvirt().Domain("train-02", xml)).Changes(), c => c.Contains("mdev:", StringComparison.Ordinal));
    }

    [Fact]
    public void Virtual_functions_are_cut_all_at_once_and_each_vm_gets_its_own()
    {
        Functions(enabled: 0);

        var plan = _tree.Plan(new FakeLibvirt().Domain("a", Domains.Q35("a")).Domain("b", Domains.Q35("b")), Planned.Slice("vf-10de:20b5", vm: "a"), Planned.Slice("vf-10de:20b5", vm: "b"));

        Assert.Empty(plan.Blocking());
        Assert.Contains($"CutSlice {Physical} virtual-functions: 0 -> 4", plan.Changes());
        Assert.Contains($"CutSlice {Physical} boot-virtual-functions: - -> 4", plan.Changes());
        Assert.Contains("ConfigureVm vm hostdev:0000:01:00.4: - -> managed at 0000:02:00.0", plan.Changes());
        Assert.Contains("ConfigureVm vm hostdev:0000:01:00.5: - -> managed at 0000:02:00.0", plan.Changes());
    }

    [Fact]
    public void A_vgpu_type_is_set_on_a_free_virtual_function_which_stays_with_its_driver()
    {
        Functions(enabled: 1);
        const string At = "/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.4";
        _tree.Function("0000:01:00.4", "10de:20b5", "30200", "nvidia", 20, "0000:00:01.0").Link("/sys/bus/pci/devices/0000:01:00.4/physfn", "../" + Physical)
            .Write(At + "/nvidia/creatable_vgpu_types", "ID    : vGPU Name\n1155  : NVIDIA L40S-24Q").Write(At + "/nvidia/current_vgpu_type", "0");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Slice("NVIDIA L40S-24Q"));

        Assert.Empty(plan.Blocking());
        Assert.Equal(
            [
                $"CutSlice {Physical} boot-virtual-functions: - -> 1",
                "CutSlice 0000:01:00.4 boot-vgpu-type: - -> 1155",
                "CutSlice 0000:01:00.4 vgpu-type: - -> 1155",
                "ConfigureVm vm attached:profile nvidia-1155: - -> 1",
                "ConfigureVm vm hostdev:0000:01:00.4: - -> unmanaged at 0000:02:00.0",
            ],
            plan.Changes());
    }

    [Fact]
    public void Virtual_functions_of_a_vGPU_card_are_made_by_its_vendors_tool_and_bear_the_type_then()
    {
        Vgpu("6.8.0-51-generic");

        var plan = _tree.Plan(new FakeLibvirt().Domain("a", Domains.Q35("a")).Domain("b", Domains.Q35("b")), Future("nvidia-1155", "a"), Future("nvidia-1145", "b"));

        Assert.Empty(plan.Blocking());
        Assert.Equal(
            [
                $"CutSlice {Physical} boot-virtual-functions: - -> 4",
                $"CutSlice {Physical} virtual-functions: 0 -> 4",
                "CutSlice 0000:01:00.4 boot-vgpu-type: - -> 1155",
                "CutSlice 0000:01:00.4 vgpu-type: - -> 1155",
                "CutSlice 0000:01:00.5 boot-vgpu-type: - -> 1145",
                "CutSlice 0000:01:00.5 vgpu-type: - -> 1145",
            ],
            plan.Changes().Where(c => c.StartsWith("CutSlice", StringComparison.Ordinal)));
        Assert.Contains(plan.Findings, f => f.Rule == "SLICE-PROFILE-001" && f.Observed.Contains("its virtual functions (0 of 4 are there)", StringComparison.Ordinal));
    }

    [Fact]
    public void Before_kernel_6_8_the_type_is_a_mediated_device_on_the_function_to_come()
    {
        Vgpu("6.1.0-56-amd64").Folder("/etc/mdevctl.d");

        var plan = _tree.Plan(new FakeLibvirt().Domain("a", Domains.Q35("a")).Domain("b", Domains.Q35("b")), Future("nvidia-558", "a"), Future("nvidia-559", "b"));

        Assert.Empty(plan.Blocking());
        Assert.Contains($"CutSlice {Physical} virtual-functions: 0 -> 4", plan.Changes());
        Assert.Contains(plan.Changes(), c => c.EndsWith("-> 0000:01:00.4 nvidia-558", StringComparison.Ordinal));
        Assert.Contains(plan.Changes(), c => c.EndsWith("-> 0000:01:00.5 nvidia-559 auto", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nouveau", true)]
    [InlineData("nvidia", false)]
    public void Without_the_vendors_driver_or_its_tool_no_function_comes(string driver, bool hasTool)
    {
        Vgpu("6.8.0-51-generic", driver, hasTool);

        Assert.NotEmpty(_tree.Plan(new FakeLibvirt().Domain("a", Domains.Q35("a")), Future("nvidia-1155", "a")).Blocking());
    }

    [Fact]
    public void Two_vms_with_different_types_get_a_function_each()
    {
        Functions(enabled: 2);
        foreach (var (place, group) in (ValueTuple<string, int>[])[("0000:01:00.4", 20), ("0000:01:00.5", 21)])
        {
            _tree.Function(place, "10de:20b5", "30200", "nvidia", group, "0000:00:01.0").Link($"/sys/bus/pci/devices/{place}/physfn", "../" + Physical)
                .Attribute(place, "nvidia/creatable_vgpu_types", "ID    : vGPU Name\n1145  : NVIDIA L40S-1B\n1155  : NVIDIA L40S-24Q").Attribute(place, "nvidia/current_vgpu_type", "0");
        }

        var changes = _tree.Plan(new FakeLibvirt().Domain("a", Domains.Q35("a")).Domain("b", Domains.Q35("b")), Planned.Slice("nvidia-1155", vm: "a"), Planned.Slice("nvidia-1145", vm: "b")).Changes();

        Assert.Contains("CutSlice 0000:01:00.4 vgpu-type: - -> 1155", changes);
        Assert.Contains("CutSlice 0000:01:00.5 vgpu-type: - -> 1145", changes);
    }

    [Fact]
    public void A_function_that_is_taken_on_one_host_is_free_at_the_same_address_of_another()
    {
        using var other = new HostTree().Gpu(driver: "bochs-drm").Write("/etc/machine-id", "0f4ad19fb08c4ee1a1c7d7c4f7ef9a41");
        Functions(enabled: 0);
        Functions(enabled: 0, other);

        var changes = Planned.Plan(
            [_tree.Inspect(new FakeLibvirt().Domain("a", Domains.Q35("a"))), other.Inspect(new FakeLibvirt().Domain("b", Domains.Q35("b")), "rack8")],
            Planned.Slice("vf-10de:20b5", vm: "a"), Planned.Slice("vf-10de:20b5") with { Vm = "rack8/b" }).Changes();

        Assert.Equal(2, changes.Count(c => c == "ConfigureVm vm hostdev:0000:01:00.4: - -> managed at 0000:02:00.0"));
    }

    [Fact]
    public void Identities_are_the_same_for_the_same_question_and_differ_for_another()
    {
        Assert.Equal(Ours("mbochs-small", 0), Ours("mbochs-small", 0));
        Assert.NotEqual(Ours("mbochs-small", 0), Ours("mbochs-small", 1));
        Assert.NotEqual(Ours("mbochs-small", 0), Ours("mbochs-large", 0));
        Assert.Equal('8', Ours("mbochs-small", 0)[14]);
    }

    public void Dispose() => _tree.Dispose();

    private static string Ours(string profile, int index) =>
        SliceIds.Of("farm", new ObjectRef(ObjectKind.Vm, HostTree.MachineId, FakeLibvirt.IdOf("train-02").ToString()), profile, index);

    private HostTree Mediated(string parent, int left) => _tree.Write($"/sys/class/mdev_bus/{parent}/mdev_supported_types/mbochs-small/name", "mbochs small")
        .Write($"/sys/class/mdev_bus/{parent}/mdev_supported_types/mbochs-small/available_instances", left.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private HostTree Instance(string uuid) => _tree.Link("/sys/bus/mdev/devices/" + uuid, "../../../devices/virtual/mbochs/mbochs/" + uuid)
        .Link($"/sys/devices/virtual/mbochs/mbochs/{uuid}/mdev_type", "../mdev_supported_types/mbochs-small");

    private static Assignment Future(string profile, string vm) =>
        Planned.Slice(profile, vm: vm) with { Gpu = new GpuSelector { Profile = profile, Address = PciAddress.Parse(Physical) } };

    private HostTree Vgpu(string kernel, string driver = "nvidia", bool hasTool = true)
    {
        _tree.Dispose();
        _tree = new HostTree().Gpu(driver: driver).Write("/proc/sys/kernel/osrelease", kernel);
        Functions(enabled: 0);
        return hasTool ? _tree.Write("/usr/lib/nvidia/sriov-manage", "#!/bin/bash") : _tree;
    }

    private void Functions(int enabled, HostTree? tree = null) => (tree ?? _tree).Attribute(Physical, "sriov_totalvfs", "4").Attribute(Physical, "sriov_offset", "4").Attribute(Physical, "sriov_stride", "1")
        .Attribute(Physical, "sriov_vf_device", "20b5").Attribute(Physical, "sriov_numvfs", enabled.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
