using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Sysfs;

public sealed class DeviceReadingTests : IDisposable
{
    private const string Gpu = "0000:01:00.0";
    private readonly HostTree _tree = new HostTree().Gpu();

    [Fact]
    public void A_card_says_what_it_is_and_who_drives_it()
    {
        var device = _tree.Device(Gpu);

        Assert.Equal(new PciId(0x10de, 0x2204, 0x10de, 0x145a), device.Id);
        Assert.Equal(new PciClass(0x0300), device.Class);
        Assert.Equal("nouveau", device.Driver.Value);
        Assert.Equal("6", device.IsolationGroup.Value);
        Assert.Equal(0, device.NumaNode.Value);
        Assert.Equal(["flr", "bus"], device.ResetMethods.Value);
        Assert.Equal(PciAddress.Parse("0000:00:01.0"), device.ParentBridge.Value);
        Assert.Equal(DeviceState.HostOwned, device.State.Value);
    }

    [Fact]
    public void Every_function_of_the_group_goes_with_the_card() =>
        Assert.Equal(["0000:01:00.1"], _tree.Host().Gpus().Single().Companions.Select(c => c.Address.ToString()));

    [Fact]
    public void Bars_have_size_place_and_kind()
    {
        _tree.Attribute(Gpu, "resource", """
            0x00000000fa000000 0x00000000faffffff 0x0000000000040200
            0x000000e000000000 0x000000e3ffffffff 0x000000000014220c
            0x0000000000000000 0x0000000000000000 0x0000000000000000
            0x0000000000000000 0x0000000001ffffff 0x000000002014220c
            0x0000000000000000 0x0000000000000000 0x0000000000000000
            0x000000000000e000 0x000000000000e07f 0x0000000000040101
            0x00000000000c0000 0x00000000000dffff 0x0000000000000212
            """);

        var bars = _tree.Device(Gpu).Bars.Value;

        Assert.Equal(
            [
                new PciBar(0, 16L << 20, 0xfa000000, Is64Bit: false, IsPrefetchable: false),
                new PciBar(1, 16L << 30, 0xe000000000, Is64Bit: true, IsPrefetchable: true),
                new PciBar(3, 32L << 20, 0, Is64Bit: true, IsPrefetchable: true),
            ],
            bars);
        Assert.Equal((16L << 10) + 32, _tree.Device(Gpu).BarMiB.Value);
        Assert.True(_tree.Host().Above4G.Value);
    }

    [Theory]
    [InlineData("resource", "0x00 zzz", "'/sys/bus/pci/devices/0000:01:00.0/resource' holds '0x00 zzz'")]
    [InlineData("resource", "0x2000 0x1000 0x200", "holds '0x2000 0x1000 0x200'")]
    public void A_malformed_resource_is_unreadable_with_its_path_and_what_was_found(string name, string text, string expected)
    {
        _tree.Attribute(Gpu, name, text);

        var bars = _tree.Device(Gpu).Bars;

        Assert.Equal(ObservedState.Unreadable, bars.State);
        Assert.Contains(expected, bars.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_number_spoils_its_own_fact_alone()
    {
        _tree.Attribute(Gpu, "numa_node", "nowhere");

        var device = _tree.Device(Gpu);

        Assert.Equal(ObservedState.Unreadable, device.NumaNode.State);
        Assert.Contains("numa_node' holds 'nowhere' where a number is expected", device.NumaNode.Note, StringComparison.Ordinal);
        Assert.Equal("nouveau", device.Driver.Value);
    }

    [Fact]
    public void A_node_of_minus_one_is_none()
    {
        _tree.Attribute(Gpu, "numa_node", "-1");

        Assert.Equal(ObservedState.Absent, _tree.Device(Gpu).NumaNode.State);
    }

    [Fact]
    public void A_function_that_does_not_say_what_it_is_becomes_a_gap_and_the_others_stay()
    {
        _tree.Attribute("0000:01:00.1", "uevent", "DRIVER=snd_hda_intel");

        var site = _tree.Inspect();

        Assert.NotNull(site.Hosts[0].DeviceAt(PciAddress.Parse(Gpu)));
        Assert.Null(site.Hosts[0].DeviceAt(PciAddress.Parse("0000:01:00.1")));
        Assert.Contains(site.Gaps, g => g.Message.Contains("0000:01:00.1/uevent", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_is_no_address_becomes_a_gap()
    {
        _tree.Folder("/sys/bus/pci/devices/01:00.0");

        Assert.Contains(_tree.Inspect().Gaps, g => g.Message.Contains("'/sys/bus/pci/devices/01:00.0' is no PCI address", StringComparison.Ordinal));
    }

    [Fact]
    public void A_device_without_reset_method_has_none()
    {
        _tree.Remove("/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0/reset_method");

        Assert.Empty(_tree.Device(Gpu).ResetMethods.Value);
    }

    [Fact]
    public void The_link_is_read_with_its_maximum()
    {
        _tree.Attribute(Gpu, "current_link_speed", "2.5 GT/s PCIe").Attribute(Gpu, "max_link_speed", "16.0 GT/s PCIe")
            .Attribute(Gpu, "current_link_width", "8").Attribute(Gpu, "max_link_width", "16");

        Assert.Equal(new PciLink(2.5, 16, 8, 16), _tree.Device(Gpu).Link.Value);
    }

    [Fact]
    public void A_resizable_bar_tells_the_largest_size_it_can_have()
    {
        _tree.Attribute(Gpu, "resource1_resize", "000000000000ff00");

        Assert.Equal(1 << 15, _tree.Device(Gpu).ResizableToMiB.Value);
    }

    [Fact]
    public void Memory_that_firmware_keeps_makes_a_device_not_possible()
    {
        _tree.Write("/sys/kernel/iommu_groups/6/reserved_regions", "0x000000009d000000 0x000000009effffff direct\n0x00000000fee00000 0x00000000feefffff msi");

        Assert.True(_tree.Device(Gpu).ReservedByFirmware.Value);
        Assert.Equal(DeviceState.NotPossible, _tree.Device(Gpu).State.Value);
    }

    [Fact]
    public void A_relaxable_region_does_no_harm()
    {
        _tree.Write("/sys/kernel/iommu_groups/6/reserved_regions", "0x000000009d000000 0x000000009effffff direct-relaxable");

        Assert.False(_tree.Device(Gpu).ReservedByFirmware.Value);
    }

    [Fact]
    public void A_device_without_a_group_is_not_possible_where_an_iommu_is_active()
    {
        _tree.Remove("/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0/iommu_group").Function("0000:02:00.0", "8086:1572", "20000", "i40e", 7);

        Assert.Equal(DeviceState.NotPossible, _tree.Device(Gpu).State.Value);
    }

    [Fact]
    public void Virtual_functions_know_where_they_will_be()
    {
        _tree.Attribute(Gpu, "sriov_totalvfs", "4").Attribute(Gpu, "sriov_numvfs", "0").Attribute(Gpu, "sriov_offset", "4").Attribute(Gpu, "sriov_stride", "2").Attribute(Gpu, "sriov_vf_device", "20b5");

        var device = _tree.Device(Gpu);

        Assert.Equal(new VirtualFunctions(0, 4, 4, 2, 0x20b5), device.VirtualFunctions.Value);
        Assert.Equal(PciAddress.Parse("0000:01:00.4"), device.VirtualFunctions.Value.PlaceOf(device.Address, 0));
        Assert.Equal(PciAddress.Parse("0000:01:01.2"), device.VirtualFunctions.Value.PlaceOf(device.Address, 3));
        Assert.Equal(4, _tree.Host().Profiles.Value.Single(p => p.Name == "vf-10de:20b5").Free.Value);
    }

    [Fact]
    public void A_stuck_device_is_stuck_until_the_reboot_takes_the_trace_away()
    {
        _tree.Write("/run/barelane/stuck/" + Gpu, "unbind from 'nvidia' at 2026-11-22 10:00:00Z");

        Assert.Equal(DeviceState.Stuck, _tree.Device(Gpu).State.Value);
        Assert.True(_tree.Host().RebootPending.Value);
    }

    [Fact]
    public void What_is_done_at_boot_is_read_where_it_was_made_for_this_device()
    {
        _tree.Write("/etc/barelane/boot.d/" + Gpu, "id=10de:2204:10de:145a\ndriver=vfio-pci");

        Assert.Equal("vfio-pci", _tree.Device(Gpu).Settings["boot-driver"].Value);
    }

    [Fact]
    public void What_was_made_for_another_device_at_the_same_address_is_unreadable()
    {
        _tree.Write("/etc/barelane/boot.d/" + Gpu, "id=10de:1eb8:10de:12a2\ndriver=vfio-pci");

        var setting = _tree.Device(Gpu).Settings["boot-driver"];

        Assert.Equal(ObservedState.Unreadable, setting.State);
        Assert.Contains("was made for '10de:1eb8:10de:12a2'", setting.Note, StringComparison.Ordinal);
    }

    public void Dispose() => _tree.Dispose();
}
