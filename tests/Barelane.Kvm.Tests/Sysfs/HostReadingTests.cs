using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Sysfs;

public sealed class HostReadingTests : IDisposable
{
    private const string Gpu = "0000:01:00.0";
    private readonly HostTree _tree = new HostTree().Gpu();

    [Fact]
    public void A_healthy_host_has_its_iommu_on_and_remaps_interrupts()
    {
        var host = _tree.Host();

        Assert.True(host.Iommu.Value);
        Assert.True(host.InterruptRemapping.Value);
        Assert.False(host.UnsafeInterruptsAllowed.Value);
        Assert.Equal(48, host.IommuAddressBits.Value);
        Assert.Equal(46, host.AddressBits.Value);
        Assert.Equal("intel", host.CpuVendor.Value);
        Assert.Equal("none", host.Lockdown.Value);
        Assert.Equal(new Version(6, 1, 0), host.KernelVersion.Value);
        Assert.Equal(196608, host.FreeMemoryMiB.Value);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790000000), host.BootTime.Value);
        Assert.False(host.RebootPending.Value);
        Assert.Empty(host.IdsTakenAtBoot.Value);
    }

    [Fact]
    public void The_host_is_known_by_its_machine_id()
    {
        var site = _tree.Inspect();

        Assert.Equal(HostTree.MachineId, site.Site.Ref.Id);
        Assert.Equal(HostTree.MachineId, site.Hosts[0].Ref.Id);
        Assert.Equal("rack7", site.Hosts[0].Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("uninitialized")]
    public void A_host_that_does_not_tell_who_it_is_is_refused(string id)
    {
        _tree.Write("/etc/machine-id", id);

        var refused = Assert.Throws<SiteException>(() => _tree.Inspect());

        Assert.Equal("host-unidentified", refused.Problem.Code);
        Assert.Contains("machine-id", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_active_iommu_it_is_off_whatever_the_command_line_says()
    {
        _tree.WithoutIommu().Write("/proc/cmdline", "root=/dev/sda1 intel_iommu=on");

        var host = _tree.Host();

        Assert.False(host.Iommu.Value);
        Assert.True(host.IommuInFirmware.Value);
        Assert.False(host.InterruptRemapping.Value);
    }

    [Fact]
    public void Interrupts_that_name_no_known_chip_leave_remapping_unreadable()
    {
        _tree.Write("/proc/interrupts", "            CPU0\n  9:  1  GICv3  1 Level  arch_timer");

        Assert.Equal(ObservedState.Unreadable, _tree.Host().InterruptRemapping.State);
    }

    [Theory]
    [InlineData("quiet intel_iommu=on", "quiet", "on-pending")]
    [InlineData("quiet intel_iommu=on", "quiet intel_iommu=on", "on")]
    [InlineData("quiet", "quiet intel_iommu=on", "unset-pending")]
    [InlineData("quiet intel_iommu=off", "quiet intel_iommu=on", "off-pending")]
    public void A_kernel_argument_shows_what_the_next_boot_has_and_whether_this_one_has_it(string next, string now, string expected)
    {
        _tree.Write("/etc/default/grub", $"GRUB_CMDLINE_LINUX_DEFAULT=\"{next}\"").Write("/proc/cmdline", "root=/dev/sda1 " + now);

        Assert.Equal(expected, _tree.Host().Settings["kernel-argument:intel_iommu"].Value);
    }

    [Fact]
    public void A_change_that_waits_makes_a_reboot_pending()
    {
        _tree.WithoutIommu().Write("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on\"");

        Assert.True(_tree.Host().RebootPending.Value);
    }

    [Fact]
    public void A_host_without_a_boot_file_that_can_be_changed_says_so()
    {
        _tree.Remove("/etc/default/grub");

        var value = _tree.Host().Settings["kernel-argument:intel_iommu"];

        Assert.Equal(ObservedState.Unreadable, value.State);
        Assert.Contains("'/etc/default/grub'", value.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_disk_of_the_root_file_system_carries_the_boot_through_its_mappings()
    {
        _tree.Function("0000:02:00.0", "144d:a80a", "10802", "nvme", 9, "0000:00:1d.0")
            .Write("/proc/self/mountinfo", "22 1 254:0 / / rw - ext4 /dev/mapper/vg-root rw")
            .Link("/sys/class/block/dm-0", "../../devices/virtual/block/dm-0")
            .Write("/sys/devices/virtual/block/dm-0/dev", "254:0")
            .Folder("/sys/devices/virtual/block/dm-0/slaves/nvme0n1p2")
            .Link("/sys/class/block/nvme0n1p2", "../../devices/pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p2");

        var disk = _tree.Device("0000:02:00.0");

        Assert.True(disk.CarriesHostBoot.Value);
        Assert.Equal("disk 'dm-0' with '/'", disk.HostUse.Value);
        Assert.False(_tree.Device(Gpu).CarriesHostBoot.Value);
    }

    [Fact]
    public void A_root_file_system_that_tells_no_disks_leaves_storage_unreadable()
    {
        _tree.Function("0000:02:00.0", "144d:a80a", "10802", "nvme", 9).Write("/proc/self/mountinfo", "22 1 0:25 / / rw - zfs rpool/ROOT rw");

        Assert.Equal(ObservedState.Unreadable, _tree.Device("0000:02:00.0").CarriesHostBoot.State);
        Assert.False(_tree.Device(Gpu).CarriesHostBoot.Value);
    }

    [Fact]
    public void A_network_that_is_up_is_a_use()
    {
        _tree.Function("0000:03:00.0", "8086:1572", "20000", "i40e", 10, "0000:00:1c.0")
            .Link("/sys/class/net/eno1", "../../devices/pci0000:00/0000:00:1c.0/0000:03:00.0/net/eno1")
            .Write("/sys/devices/pci0000:00/0000:00:1c.0/0000:03:00.0/net/eno1/operstate", "up");

        Assert.Equal("network 'eno1', which is up", _tree.Device("0000:03:00.0").HostUse.Value);
    }

    [Fact]
    public void A_framebuffer_inside_a_cards_memory_shows_who_draws_the_console()
    {
        _tree.Write("/proc/iomem", "e000000000-e840003fff : PCI Bus 0000:00\n  e000000000-e00fffffff : 0000:01:00.0\n    e000000000-e0002fffff : efifb");

        Assert.True(_tree.Device(Gpu).IsHostConsole.Value);
        Assert.Equal(ObservedState.Read, _tree.Device(Gpu).IsHostConsole.State);
    }

    [Fact]
    public void The_firmwares_primary_display_with_a_framebuffer_is_taken_for_the_console()
    {
        _tree.Attribute(Gpu, "boot_vga", "1").Write("/proc/fb", "0 EFI VGA");

        var console = _tree.Device(Gpu).IsHostConsole;

        Assert.Equal(ObservedState.Inferred, console.State);
        Assert.True(console.Value);
    }

    [Fact]
    public void Another_card_than_the_primary_display_draws_no_console() => Assert.False(_tree.Device(Gpu).IsHostConsole.Value);

    [Fact]
    public void A_process_that_has_the_card_open_is_named()
    {
        _tree.Link("/sys/class/drm/card0", "../../devices/pci0000:00/0000:00:01.0/0000:01:00.0/drm/card0")
            .Write("/proc/1234/comm", "Xorg").Link("/proc/1234/fd/7", "/dev/dri/card0").Link("/proc/99/fd/1", "/dev/null");

        Assert.Equal(["1234:Xorg"], _tree.Device(Gpu).Users.Value);
        Assert.Empty(_tree.Device("0000:01:00.1").Users.Value);
    }

    [Fact]
    public void Nvidias_driver_tells_serial_and_node()
    {
        _tree.Write("/proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA A40\nGPU UUID: \t GPU-5f3c9b1e-0000-4c9b-b0c0-c9bb76a7d1a0\nDevice Minor: \t 0")
            .Write("/proc/77/comm", "python3").Link("/proc/77/fd/9", "/dev/nvidia0");

        Assert.Equal("GPU-5f3c9b1e-0000-4c9b-b0c0-c9bb76a7d1a0", _tree.Device(Gpu).Serial.Value);
        Assert.Equal(["77:python3"], _tree.Device(Gpu).Users.Value);
    }

    [Fact]
    public void Mediated_types_are_offered_with_what_is_left()
    {
        _tree.Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/name", "mbochs small")
            .Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/available_instances", "63")
            .Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/description", "virtual display, 4 MB video memory");

        var profile = _tree.Host().Profiles.Value.Single();

        Assert.Equal(("mbochs-small", "mbochs small", 63), (profile.Name, profile.Title, profile.Free.Value));
    }

    [Fact]
    public void A_count_that_is_no_number_leaves_what_is_left_unreadable()
    {
        _tree.Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/available_instances", "plenty");

        Assert.Equal(ObservedState.Unreadable, _tree.Host().Profiles.Value.Single().Free.State);
    }

    [Fact]
    public void An_instance_and_its_definition_are_one_slice()
    {
        const string Uuid = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
        _tree.Link("/sys/bus/mdev/devices/" + Uuid, "../../../devices/virtual/mbochs/mbochs/" + Uuid)
            .Link($"/sys/devices/virtual/mbochs/mbochs/{Uuid}/mdev_type", "../mdev_supported_types/mbochs-small")
            .Write("/etc/mdevctl.d/mbochs/" + Uuid, """{"mdev_type":"mbochs-small","start":"auto","attrs":[]}""");

        var host = _tree.Host();

        Assert.Equal([new SliceInstance(Uuid, "mbochs", "mbochs-small", Exists: true, Definition: "auto")], host.Slices.Value);
        Assert.Equal("mbochs mbochs-small", host.Settings["mdev:" + Uuid].Value);
        Assert.Equal("mbochs mbochs-small auto", host.Settings["mdev-definition:" + Uuid].Value);
    }

    [Fact]
    public void A_definition_that_is_no_json_leaves_the_slices_unreadable()
    {
        _tree.Write("/etc/mdevctl.d/mbochs/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "mdev_type=mbochs");

        Assert.Equal(ObservedState.Unreadable, _tree.Host().Slices.State);
    }

    [Fact]
    public void Vgpu_types_of_a_virtual_function_are_offered_and_a_chosen_one_takes_the_place()
    {
        _tree.Function("0000:01:00.4", "10de:2235", "30200", "nvidia", 20, "0000:00:01.0").Link("/sys/bus/pci/devices/0000:01:00.4/physfn", "../0000:01:00.0");
        _tree.Write("/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.4/nvidia/creatable_vgpu_types", "ID    : vGPU Name\n1145  : NVIDIA L40S-1B\n1155  : NVIDIA L40S-24Q")
            .Write("/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.4/nvidia/current_vgpu_type", "0");

        Assert.Equal(["nvidia-1145", "nvidia-1155"], _tree.Host().Profiles.Value.Select(p => p.Name));
        Assert.Equal(PciAddress.Parse(Gpu), _tree.Device("0000:01:00.4").PhysicalFunction.Value);

        _tree.Write("/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.4/nvidia/current_vgpu_type", "1155");

        Assert.Equal("1155", _tree.Device("0000:01:00.4").Settings["vgpu-type"].Value);
        Assert.Equal(DeviceState.Sliced, _tree.Device("0000:01:00.4").State.Value);
        Assert.Empty(_tree.Host().Profiles.Value);
    }

    [Fact]
    public void Secure_boot_is_read_from_the_firmwares_variable()
    {
        _tree.Folder("/sys/firmware/efi/efivars");
        Assert.Equal(ObservedState.Unreadable, _tree.Host().SecureBoot.State);

        _tree.Bytes("/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", [6, 0, 0, 0, 1]);
        Assert.True(_tree.Host().SecureBoot.Value);
    }

    [Fact]
    public void Without_libvirt_the_devices_are_shown_and_the_gap_is_said()
    {
        var site = _tree.Inspect(new FakeLibvirt { Refusal = new Problem { Code = "libvirt-missing", Message = "No libvirt answers.", Remedy = "Start it." } });

        Assert.NotNull(site.Hosts[0].DeviceAt(PciAddress.Parse(Gpu)));
        Assert.False(site.IsWhole);
        Assert.Equal("libvirt-missing", site.Gaps.Single().Code);
    }

    [Fact]
    public async Task Without_libvirt_a_question_about_a_vm_fails()
    {
        var source = new KvmInventorySource(_tree.Files, null, "rack7");

        var refused = await Assert.ThrowsAsync<SiteException>(() => source.ReadAsync(new InspectScope { VmNames = ["train-02"] }, TestContext.Current.CancellationToken));

        Assert.Equal("libvirt-missing", refused.Problem.Code);
    }

    public void Dispose() => _tree.Dispose();
}
