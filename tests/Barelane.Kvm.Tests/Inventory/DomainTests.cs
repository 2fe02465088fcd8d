using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Inventory;

public sealed class DomainTests : IDisposable
{
    private readonly HostTree _tree = new HostTree().Gpu();

    [Fact]
    public void A_domain_tells_what_matters()
    {
        var vm = Vm(Domains.Q35(cpu: "<cpu mode='host-passthrough'><maxphysaddr mode='passthrough' limit='46'/></cpu>"));

        Assert.Equal("train-02", vm.Name);
        Assert.Equal("pc-q35-7.2", vm.HardwareVersion.Value);
        Assert.Equal("efi", vm.Firmware.Value);
        Assert.Equal(32768, vm.MemoryMiB.Value);
        Assert.Equal(8, vm.Cpus.Value);
        Assert.Equal(PowerState.Off, vm.Power.Value);
        Assert.Equal("passthrough limit=46", vm.Options.Value["maxphysaddr"]);
        Assert.Equal("2,3", vm.Options.Value["free-ports"]);
        Assert.Equal("3", vm.Options.Value["root-ports"]);
        Assert.Equal("4", vm.Options.Value["next-controller"]);
        Assert.Equal(["default"], vm.Networks);
        Assert.Empty(vm.Attached.Value);
    }

    [Theory]
    [InlineData("<loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.secboot.fd</loader>", "efi")]
    [InlineData("", "bios")]
    public void Firmware_is_told_by_the_loader_too(string loader, string expected) =>
        Assert.Equal(expected, Vm(Domains.Q35().Replace("<os firmware='efi'>", "<os>" + loader, StringComparison.Ordinal)).Firmware.Value);

    [Fact]
    public void The_firmwares_window_option_is_read_from_qemus_command_line() => Assert.Equal("262144", Vm(Domains.Q35(
        extra: "<qemu:commandline><qemu:arg value='-fw_cfg'/><qemu:arg value='name=opt/ovmf/X-PciMmio64Mb,string=262144'/></qemu:commandline>")).Options.Value["mmio-window-mib"]);

    [Fact]
    public void A_function_is_named_with_the_ids_the_host_has_there()
    {
        var vm = Vm(Domains.Q35(devices: Domains.Hostdev("0000:01:00.0", "0000:02:00.0")));

        var attached = vm.Attached.Value.Single();
        Assert.Equal($"fixed 0000:01:00.0 10de:2204 at {HostTree.MachineId}", attached.Backing);
        Assert.Equal(Way.Direct, attached.Way);
        Assert.Equal("managed at 0000:02:00.0", vm.Options.Value["hostdev:0000:01:00.0"]);
    }

    [Fact]
    public void The_mark_remembers_the_card_that_was_given_so_that_another_in_its_place_is_seen()
    {
        var vm = Vm(Domains.Q35(
            devices: Domains.Hostdev("0000:01:00.0", "0000:02:00.0"),
            extra: Domains.Mark("farm", $"fixed 0000:01:00.0 10de:1eb8 at {HostTree.MachineId}")));

        Assert.Equal($"fixed 0000:01:00.0 10de:1eb8 at {HostTree.MachineId}", vm.Attached.Value.Single().Backing);
        Assert.Equal("farm", vm.Options.Value["mark:document"]);
    }

    [Fact]
    public void A_function_that_is_not_there_has_no_ids() =>
        Assert.Equal($"fixed 0000:99:00.0 0000:0000 at {HostTree.MachineId}", Vm(Domains.Q35(devices: Domains.Hostdev("0000:99:00.0", "0000:02:00.0"))).Attached.Value.Single().Backing);

    [Fact]
    public void A_mediated_device_is_a_slice_of_its_type()
    {
        const string Uuid = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
        _tree.Link("/sys/bus/mdev/devices/" + Uuid, "../../../devices/virtual/mbochs/mbochs/" + Uuid)
            .Link($"/sys/devices/virtual/mbochs/mbochs/{Uuid}/mdev_type", "../mdev_supported_types/mbochs-small");

        var vm = Vm(Domains.Q35(devices: Domains.Mediated(Uuid, "03")));

        Assert.Equal("profile mbochs-small", vm.Attached.Value.Single().Backing);
        Assert.Equal("unmanaged at 0000:03:00.0", vm.Options.Value["hostdev:" + Uuid]);
        Assert.Equal("2", vm.Options.Value["free-ports"]);
    }

    [Fact]
    public void Devices_know_which_domains_have_them_and_whether_one_runs()
    {
        var xml = Domains.Q35(devices: Domains.Hostdev("0000:01:00.0", "0000:02:00.0"));

        Assert.Equal(DeviceState.HostOwned, _tree.Device("0000:01:00.0", new FakeLibvirt().Domain("train-02", xml)).State.Value);
        var held = _tree.Device("0000:01:00.0", new FakeLibvirt().Domain("train-02", xml, isRunning: true));
        Assert.Equal(DeviceState.InUse, held.State.Value);
        Assert.Equal([FakeLibvirt.IdOf("train-02").ToString()], held.HeldBy.Select(h => h.Id));
    }

    [Fact]
    public void A_domain_that_was_redefined_still_holds_what_it_runs_with()
    {
        var running = Domains.Q35(devices: Domains.Hostdev("0000:01:00.0", "0000:02:00.0"));
        var libvirt = new FakeLibvirt().Domain("train-02", Domains.Q35(), isRunning: true, live: running);

        Assert.Equal(DeviceState.InUse, _tree.Device("0000:01:00.0", libvirt).State.Value);
        Assert.Empty(_tree.Inspect(libvirt).Vms[0].Attached.Value);
    }

    [Theory]
    [InlineData("<network/>", "begins with 'network'")]
    [InlineData("<domain", "is no XML")]
    public void A_definition_that_is_none_is_unreadable_and_the_vm_stays(string xml, string expected)
    {
        var vm = Vm(xml);

        Assert.Equal(ObservedState.Unreadable, vm.Attached.State);
        Assert.Contains(expected, vm.Attached.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false, PowerState.On)]
    [InlineData(3, false, PowerState.Suspended)]
    [InlineData(5, false, PowerState.Off)]
    [InlineData(5, true, PowerState.Suspended)]
    [InlineData(6, false, PowerState.Off)]
    public void States_are_power_states(int state, bool isSaved, PowerState expected) => Assert.Equal(expected, _tree.Inspect(new FakeLibvirt()
        .Domain("train-02", Domains.Q35(), change: d => d with { State = Observed.Read(state), HasSavedState = Observed.Read(isSaved) })).Vms[0].Power.Value);

    [Fact]
    public void Export_names_the_card_of_a_domain_without_its_sound_function()
    {
        var site = _tree.Inspect(new FakeLibvirt().Domain("train-02", Domains.Q35(
            devices: Domains.Hostdev("0000:01:00.0", "0000:02:00.0") + Domains.Hostdev("0000:01:00.1", "0000:02:00.1"))));

        var assignment = Exporter.Export(new FleetInventory([site]), "farm", []).Assignments.Single();

        Assert.Equal(PciAddress.Parse("0000:01:00.0"), assignment.Gpu.Address);
        Assert.Equal(Way.Direct, assignment.Way);
    }

    public void Dispose() => _tree.Dispose();

    private Vm Vm(string xml) => _tree.Inspect(new FakeLibvirt().Domain("train-02", xml)).Vms[0];
}
