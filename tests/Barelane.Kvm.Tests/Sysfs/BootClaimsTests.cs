using Barelane.Core.Facts;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Sysfs;

public sealed class BootClaimsTests : IDisposable
{
    private readonly HostTree _tree = new HostTree().Gpu();

    [Fact]
    public void Ids_that_the_host_binds_at_boot_are_found_wherever_they_are_written()
    {
        _tree.Write("/proc/cmdline", "root=/dev/sda1 vfio-pci.ids=10DE:2204,10de:1aef:10de:145a").Write("/etc/modprobe.d/vfio.conf", "# options vfio-pci ids=1:2\noptions vfio-pci disable_vga=1 ids=1002:73bf")
            .Write("/etc/modprobe.d/note.txt", "options vfio-pci ids=dead:beef").Write("/sys/module/vfio_pci/parameters/ids", "8086:56c0");

        Assert.Equal(["1002:73bf", "10de:1aef", "10de:2204", "8086:56c0"], _tree.Host().IdsTakenAtBoot.Value);
    }

    [Fact]
    public void An_override_of_driverctl_is_found_by_its_address()
    {
        _tree.Write("/etc/driverctl.d/pci-0000:01:00.1", "vfio-pci");

        Assert.Equal(ObservedState.Absent, _tree.Device("0000:01:00.0").OverrideAtBoot.State);
        Assert.Equal("vfio-pci", _tree.Device("0000:01:00.1").OverrideAtBoot.Value);
    }

    [Fact]
    public void A_boot_is_known_by_its_id_and_by_its_time_only_where_there_is_none()
    {
        Assert.Equal(ObservedState.Absent, _tree.Host().BootId.State);
        _tree.Write("/proc/sys/kernel/random/boot_id", "0B0F1B5E-4C0B-4A7D-9F9E-2C4F6E1D7A55");
        Assert.Equal("0b0f1b5e-4c0b-4a7d-9f9e-2c4f6e1d7a55", _tree.Host().BootId.Value);
        _tree.Write("/proc/sys/kernel/random/boot_id", "no id");
        Assert.Equal(ObservedState.Unreadable, _tree.Host().BootId.State);
    }

    [Fact]
    public void A_card_without_power_is_seen()
    {
        _tree.Attribute("0000:01:00.0", "power_state", "D3cold");

        Assert.Equal("D3cold", _tree.Device("0000:01:00.0").PowerState.Value);
    }

    public void Dispose() => _tree.Dispose();
}
