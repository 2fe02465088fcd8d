using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>PCI functions and their states, from answers as real servers write them.</summary>
public class DeviceReadingTests
{
    private const string A40 = "0000:8a:00.0";

    [Fact]
    public async Task Ids_that_travel_as_signed_shorts_are_what_lspci_shows()
    {
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(Vim.Pci("0000:3b:00.0", -32634, -8433, 512, "NIC"))));

        var device = Assert.Single(Assert.Single(site.Hosts).Devices);
        Assert.Equal("8086:df0f", device.Id.ToString());
        Assert.Equal((ushort)0xffff, device.Id.SubDevice);
        Assert.Equal("0000:3b:00.0", device.Address.ToString());
    }

    [Fact]
    public async Task An_id_without_a_segment_is_completed_from_the_signed_bytes()
    {
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(Vim.Pci("8a:00.0", 4318, 8757, 770, "NVIDIA A40", bus: -118))));

        Assert.Equal("0000:8a:00.0", Assert.Single(site.Hosts[0].Devices).Address.ToString());
    }

    [Theory]
    [InlineData(false, false, false, DeviceState.NotPossible, false)]
    [InlineData(true, false, false, DeviceState.HostOwned, false)]
    [InlineData(true, true, false, DeviceState.WaitingForReboot, true)]
    [InlineData(true, true, true, DeviceState.Ready, true)]
    [InlineData(true, false, true, DeviceState.ReleaseWaitingForReboot, false)]
    public async Task Capable_enabled_and_active_tell_the_state_also_of_a_device_with_virtual_functions(bool capable, bool enabled, bool active, DeviceState expected, bool wanted)
    {
        foreach (var type in new[] { "HostPciPassthruInfo", "HostSriovInfo" })
        {
            var site = await ScriptedSite.InspectAsync(
                Vim.Frame(),
                Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(Vim.Pci(A40, 4318, 8757, 770, "NVIDIA A40")), Vim.Passthrus(Vim.Passthru(A40, enabled, capable, active, type: type))));

            var device = Assert.Single(site.Hosts[0].Devices);
            Assert.Equal(Observed.Read(expected), device.State);
            Assert.Equal(Observed.Read(wanted), device.PassthroughWanted);
        }
    }

    [Fact]
    public async Task The_dependent_device_the_bridge_and_the_label_are_read()
    {
        var site = await ScriptedSite.InspectAsync(
            Vim.Frame(),
            Vim.Host(
                "host-1",
                Vim.HostUuid,
                Vim.Pcis(Vim.Pci(A40, 4318, 8757, 770, "NVIDIA A40", parent: "0000:85:03.0"), Vim.Pci("0000:8b:00.0", 4318, 8757, 770, "NVIDIA A40")),
                Vim.Passthrus(Vim.Passthru(A40, false, true, false, dependent: "0000:85:03.0", label: "gold"), Vim.Passthru("0000:8b:00.0", false, true, false))));

        var (labelled, plain) = (site.Hosts[0].Devices[0], site.Hosts[0].Devices[1]);
        Assert.Equal("0000:85:03.0", labelled.DependsOn.Value.ToString());
        Assert.Equal("0000:85:03.0", labelled.ParentBridge.Value.ToString());
        Assert.Equal("gold", labelled.Label.Value);
        Assert.Equal(ObservedState.Absent, plain.DependsOn.State);
        Assert.Equal(ObservedState.Absent, plain.Label.State);
    }

    [Fact]
    public async Task An_iommu_is_inferred_from_what_is_called_capable_and_said_to_be_inferred()
    {
        var with = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(), Vim.Passthrus(Vim.Passthru(A40, false, true, false))));
        var without = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(), Vim.Passthrus(Vim.Passthru(A40, false, false, false))));

        Assert.Equal((ObservedState.Inferred, true), (with.Hosts[0].Iommu.State, with.Hosts[0].Iommu.Value));
        Assert.Equal((ObservedState.Inferred, false), (without.Hosts[0].Iommu.State, without.Hosts[0].Iommu.Value));
    }

    [Fact]
    public async Task A_card_beside_a_management_controller_is_not_taken_for_the_console_and_a_lone_one_is()
    {
        var card = Vim.Pci(A40, 4318, 8757, 768, "NVIDIA A40");
        var beside = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(Vim.Pci("0000:03:00.0", 4139, 1334, 768, "Matrox G200eW3"), card)));
        var alone = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid, Vim.Pcis(card)));

        Assert.True(beside.Hosts[0].Devices[0].IsHostConsole.Value);
        Assert.Equal((ObservedState.Inferred, false), (beside.Hosts[0].Devices[1].IsHostConsole.State, beside.Hosts[0].Devices[1].IsHostConsole.Value));
        Assert.Equal((ObservedState.Inferred, true), (alone.Hosts[0].Devices[0].IsHostConsole.State, alone.Hosts[0].Devices[0].IsHostConsole.Value));
    }

    [Fact]
    public async Task The_only_local_storage_controller_is_taken_for_the_boot_device_and_one_that_no_adapter_uses_is_not()
    {
        const string Adapter = "<HostHostBusAdapter xsi:type=\"HostBlockHba\"><key>k</key><device>vmhba0</device><bus>0</bus><status>online</status><model>BOSS</model><driver>vmw_ahci</driver><pci>0000:02:00.0</pci></HostHostBusAdapter>";
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host(
            "host-1",
            Vim.HostUuid,
            Vim.Pcis(Vim.Pci("0000:02:00.0", 6987, 37424, 262, "BOSS"), Vim.Pci("0000:b1:00.0", 5197, 42152, 264, "NVMe")),
            Vim.Property("config.storageDevice.hostBusAdapter", "ArrayOfHostHostBusAdapter", Adapter)));

        Assert.Equal((ObservedState.Inferred, true), (site.Hosts[0].Devices[0].CarriesHostBoot.State, site.Hosts[0].Devices[0].CarriesHostBoot.Value));
        Assert.False(site.Hosts[0].Devices[1].CarriesHostBoot.Value);
        Assert.False(site.Hosts[0].BootsFromUsb.Value);
    }
}
