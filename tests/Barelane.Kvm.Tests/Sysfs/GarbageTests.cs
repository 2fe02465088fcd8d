using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Kvm.Tests.Trees;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Kvm.Tests.Sysfs;

/// <summary>Whatever a file of the kernel holds, an inspection ends with facts, and the other devices are in it.</summary>
public sealed class GarbageTests
{
    private static readonly string[] Attributes =
    [
        "uevent", "resource", "numa_node", "boot_vga", "driver_override", "reset_method", "current_link_speed", "max_link_speed", "current_link_width", "max_link_width", "sriov_numvfs",
        "sriov_totalvfs", "sriov_offset", "sriov_stride", "sriov_vf_device", "resource1_resize", "nvidia/current_vgpu_type", "nvidia/creatable_vgpu_types",
    ];

    private static readonly string[] Files =
    [
        "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/interrupts", "/proc/cmdline", "/proc/self/mountinfo", "/proc/swaps", "/proc/fb", "/proc/iomem", "/etc/os-release", "/etc/default/grub",
        "/sys/kernel/security/lockdown", "/sys/class/iommu/dmar0/intel-iommu/cap", "/sys/kernel/iommu_groups/6/reserved_regions", "/proc/driver/nvidia/gpus/0000:01:00.0/information",
        "/etc/mdevctl.d/mbochs/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "/etc/barelane/boot.d/0000:01:00.0", "/sys/class/mdev_bus/mbochs/mdev_supported_types/a/available_instances",
    ];

    [Fact]
    public void Garbage_in_an_attribute_of_one_device_spoils_no_other()
    {
        using var tree = new HostTree().Gpu().Function("0000:02:00.0", "8086:1572", "20000", "i40e", 7);
        Prop.ForAll(Case(Attributes), c =>
        {
            using var replaced = tree.Replace("/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0/" + c.Path, c.Text);
            return tree.Host().DeviceAt(PciAddress.Parse("0000:02:00.0")) is { Driver.Value: "i40e" };
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Garbage_in_a_file_of_the_host_leaves_its_devices()
    {
        using var tree = new HostTree().Gpu();
        Prop.ForAll(Case(Files), c =>
        {
            using var replaced = tree.Replace(c.Path, c.Text);
            return tree.Host().Devices.Count == 2;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Garbage_in_a_definition_leaves_the_vm()
    {
        using var tree = new HostTree();
        Prop.ForAll(Texts().ToArbitrary(), text => tree.Inspect(new FakeLibvirt().Domain("a", text).Domain("b", Domains.Q35("b").Replace("0x01", text.Replace('<', ' ').Replace('&', ' ').Replace('\'', ' '), StringComparison.Ordinal))).Vms.Count == 2).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_host_of_which_every_file_is_gone_but_its_name_is_shown_without_devices()
    {
        using var tree = new HostTree();
        foreach (var folder in (string[])["/proc", "/sys", "/dev", "/etc/default"])
        {
            tree.Remove(folder);
        }

        var site = tree.Inspect();

        Assert.Empty(site.Hosts[0].Devices);
        Assert.Throws<SiteException>(() => tree.Remove("/etc/machine-id").Inspect());
    }

    private static Arbitrary<(string Path, string Text)> Case(string[] paths) =>
        (from path in Gen.Elements(paths) from text in Texts() select (path, text)).ToArbitrary();

    private static Gen<string> Texts() => Gen.OneOf(
        Gen.Elements("", "0", "-1", "0x", "0xffffffffffffffffff", "(null)", "99999999999999999999", "Unknown", "[", "]", "{}", "[]", "{\"mdev_type\":1}", "a=b", "=", ":", "- -", "ID", "0x0 0x0", "\"", "btime x", "MemTotal: many kB",
            "GRUB_CMDLINE_LINUX_DEFAULT=\"", "36 35 98:0 / / rw - ext4", "PCI_CLASS=zz\nPCI_ID=1:2", "PCI_CLASS=fffffffff\nPCI_ID=10DE:2204", "0xffffffffffffffff 0x0 0x200", "0x0000000000000000 0xffffffffffffffff 0x000000000014220c", "\u0000\u0001"),
        Gen.Choose(32, 126).Select(c => (char)c).ListOf().Select(c => string.Concat(c)));
}
