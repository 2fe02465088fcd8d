using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.VSphere.Tests.Wire;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>Cards in vGPU mode: profiles, what they cost, and how many slices are left.</summary>
public class SliceReadingTests
{
    private const string First = "0000:3b:00.0";
    private const string Second = "0000:af:00.0";
    private const long A40GiB = 48;

    [Fact]
    public async Task Slices_left_are_counted_from_framebuffer_and_running_vms_and_marked_as_inferred()
    {
        var host = await HostAsync("nvidia_a40-8q", "vm-1");

        var profile = Assert.Single(host.Profiles.Value, p => p.Name == "nvidia_a40-8q");
        Assert.Equal(Observed.Read(8192L), profile.MemoryMiB);
        Assert.Equal((ObservedState.Inferred, 5 + 6), (profile.Free.State, profile.Free.Value));
        Assert.True(profile.MigrationSupported.Value);
        Assert.False(profile.MemorySnapshotSupported.Value);
        Assert.Equal(DeviceState.Sliced, host.Devices[0].State.Value);
        Assert.Equal("sharedDirect", host.Devices[0].GraphicsType.Value);
        Assert.Equal(5, host.Devices[0].Profiles.Value.Single(p => p.Name == "nvidia_a40-8q").Free.Value);
    }

    [Fact]
    public async Task A_card_cut_into_slices_of_one_size_takes_no_other_size()
    {
        var host = await HostAsync("nvidia_a40-8q", "vm-1");

        var other = Assert.Single(host.Profiles.Value, p => p.Name == "nvidia_a40-24q");
        Assert.Equal(2, other.Free.Value);
        Assert.Equal(0, host.Devices[0].Profiles.Value.Single(p => p.Name == "nvidia_a40-24q").Free.Value);
    }

    [Fact]
    public async Task Where_the_host_does_not_tell_which_card_serves_a_vm_the_number_is_unreadable()
    {
        var host = await HostAsync("nvidia_a40-8q", "");

        Assert.Equal(ObservedState.Unreadable, host.Profiles.Value[0].Free.State);
    }

    private static async Task<Host> HostAsync(string running, string served)
    {
        var user = served.Length == 0 ? "" : $"<vm type=\"VirtualMachine\">{served}</vm>";
        await using var site = await ScriptedSite.FromAsync(new ScriptedVim()
            .On("RetrievePropertiesEx", _ => "<returnval>" + Vim.Frame() + Vim.Host(
                "host-1",
                Vim.HostUuid,
                Vim.Pcis(Vim.Pci(First, 4318, 8757, 770, "NVIDIA A40"), Vim.Pci(Second, 4318, 8757, 770, "NVIDIA A40")),
                Vim.Passthrus(Vim.Passthru(First, false, true, false, type: "HostSriovInfo"), Vim.Passthru(Second, false, true, false, type: "HostSriovInfo")),
                Vim.Property("config.graphicsInfo", "ArrayOfHostGraphicsInfo", Card(First, user) + Card(Second, "")),
                Vim.Property("config.sharedPassthruGpuTypes", "ArrayOfString", "<string>nvidia_a40-8q</string><string>nvidia_a40-24q</string>"),
                Vim.Property(
                    "config.sharedGpuCapabilities",
                    "ArrayOfHostSharedGpuCapabilities",
                    "<HostSharedGpuCapabilities><vgpu>nvidia_a40-8q</vgpu><diskSnapshotSupported>true</diskSnapshotSupported><memorySnapshotSupported>false</memorySnapshotSupported><suspendSupported>true</suspendSupported><migrateSupported>true</migrateSupported></HostSharedGpuCapabilities>"))
                + Vim.Vm("vm-1", "desk-17", "host-1", true, Vim.Hardware(Vim.Given(13000, "VirtualPCIPassthroughVmiopBackingInfo", $"<vgpu>{running}</vgpu>"))) + "</returnval>")
            .On("QueryConfigTarget", _ => "<returnval><sharedGpuPassthroughTypes><name></name><vgpu>nvidia_a40-8q</vgpu></sharedGpuPassthroughTypes><sharedGpuPassthroughTypes><name></name><vgpu>nvidia_a40-24q</vgpu></sharedGpuPassthroughTypes>"
                + $"<vgpuDeviceInfo><name>d</name><deviceName>A40</deviceName><deviceVendorId>{Model}</deviceVendorId><maxFbSizeInGib>{A40GiB}</maxFbSizeInGib></vgpuDeviceInfo>"
                + Profile("nvidia_a40-8q", 8) + Profile("nvidia_a40-24q", 24) + "</returnval>"));
        return (await site.Source.ReadAsync(Core.Adapters.InspectScope.Whole, TestContext.Current.CancellationToken)).Hosts[0];
    }

    private static long Model => (8757L << 16) | 4318;

    private static string Card(string address, string user) =>
        $"<HostGraphicsInfo><deviceName>NVIDIA A40</deviceName><vendorName>NVIDIA</vendorName><pciId>{address}</pciId><graphicsType>sharedDirect</graphicsType><memorySizeInKB>47185920</memorySizeInKB>{user}</HostGraphicsInfo>";

    private static string Profile(string name, int size) =>
        $"<vgpuProfileInfo><name>{name}</name><profileName>{name}</profileName><deviceVendorId>{Model}</deviceVendorId><fbSizeInGib>{size}</fbSizeInGib><profileSharing>timeSliced</profileSharing></vgpuProfileInfo>";
}
