using Barelane.Core.Inventory;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Sysfs;

/// <summary>What guests take from a host beside devices, as it is read.</summary>
public sealed class GuestNeedsTests : IDisposable
{
    private readonly HostTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Huge_pages_are_told_by_their_size()
    {
        _tree.Write("/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "64").Write("/sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages", "40");

        Assert.Equal([new HugePages(1048576, 64, 40), new HugePages(2048, 0, 0)], _tree.Host().HugePages.Value);
    }

    [Fact]
    public void A_number_that_is_none_makes_them_unreadable_and_names_its_file()
    {
        _tree.Write("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "many");

        Assert.Contains("hugepages-2048kB/free_hugepages", _tree.Host().HugePages.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_without_huge_pages_has_none() => Assert.Empty(_tree.Remove("/sys/kernel/mm").Host().HugePages.Value);

    [Fact]
    public void Firmware_is_what_descriptors_name_and_what_is_there()
    {
        _tree.Write("/etc/qemu/firmware/10-own.json", "{\"interface-types\":[\"uefi\"],\"mapping\":{\"device\":\"memory\",\"filename\":\"/opt/OVMF.fd\"},\"targets\":[{\"architecture\":\"x86_64\",\"machines\":[\"*\"]}]}").Write("/opt/OVMF.fd", "")
            .Write("/usr/share/qemu/firmware/30-aarch64.json", "{\"interface-types\":[\"uefi\"],\"mapping\":{\"executable\":{\"filename\":\"/opt/OVMF.fd\"}},\"targets\":[{\"architecture\":\"aarch64\"}]}")
            .Write("/usr/share/qemu/firmware/20-garbage.json", "{ not json");

        Assert.Equal(["/opt/OVMF.fd", "/usr/share/OVMF/OVMF_CODE_4M.fd"], _tree.Host().GuestFirmware.Value);
        Assert.Equal(["/opt/OVMF.fd"], _tree.Remove("/usr/share/OVMF").Host().GuestFirmware.Value);
    }

    [Fact]
    public void A_host_without_descriptors_has_no_firmware() => Assert.Empty(_tree.Remove("/usr/share/qemu").Host().GuestFirmware.Value);

    [Theory]
    [InlineData("edk2 (2022.11-6+deb12u2) bookworm; urgency=medium", "2022.11")]
    [InlineData("edk2 (2022.02-3ubuntu0.22.04.3) jammy-security; urgency=medium", "2022.2")]
    [InlineData("edk2 (0~20191122.bd85bf54-2ubuntu3.6) focal-security; urgency=medium", "2019.11")]
    public void The_release_of_the_firmware_is_told_by_its_package(string changelog, string release) =>
        Assert.Equal(Version.Parse(release), _tree.FirmwarePackage(changelog).Host().GuestFirmwareRelease.Value);

    [Fact]
    public void A_package_that_does_not_tell_it_makes_it_unreadable_and_none_absent()
    {
        const string Path = "/usr/share/doc/ovmf/changelog.Debian.gz";

        Assert.Contains(Path, _tree.FirmwarePackage("ovmf (1.2)").Host().GuestFirmwareRelease.Note, StringComparison.Ordinal);
        Assert.Contains("no gzip file", _tree.Write(Path, "edk2 (2022.11-6)").Host().GuestFirmwareRelease.Note, StringComparison.Ordinal);
        Assert.Equal(Core.Facts.ObservedState.Absent, _tree.Remove(Path).Host().GuestFirmwareRelease.State);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("N", false)]
    [InlineData("Y", true)]
    public void The_denylist_holds_unless_the_module_says_otherwise(string? parameter, bool isOff)
    {
        if (parameter is not null)
        {
            _tree.Write("/sys/module/vfio_pci/parameters/disable_denylist", parameter);
        }

        Assert.Equal(isOff, _tree.Host().DenylistDisabled.Value);
    }

    [Fact]
    public void The_size_of_a_domain_s_pages_is_told_in_KiB()
    {
        var libvirt = new FakeLibvirt().Domain("train-02", Domains.Q35(extra: "<memoryBacking><hugepages><page size='1' unit='GiB'/></hugepages><locked/></memoryBacking>"));

        Assert.StartsWith("hugepages-1048576", _tree.Inspect(libvirt).Vms[0].Options.Value["memory-backing"], StringComparison.Ordinal);
    }
}
