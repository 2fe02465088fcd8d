using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.VSphere.Tests.Wire;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>Which VM holds what, by the backings that vSphere has.</summary>
public class HeldDeviceTests
{
    private const string A40 = "0000:8a:00.0";

    [Theory]
    [InlineData(true, DeviceState.InUse)]
    [InlineData(false, DeviceState.Ready)]
    public async Task A_fixed_device_is_held_by_the_vm_that_names_it_and_in_use_while_it_runs(bool on, DeviceState expected)
    {
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), HostWithCard(), Vim.Vm("vm-1", "render-01", "host-1", on, Vim.Hardware(Vim.Fixed(13000, A40, "2235", 4318, Vim.HostUuid))));

        var attached = Assert.Single(site.Vms[0].Attached.Value);
        Assert.Equal($"fixed {A40} 10de:2235 at {Vim.HostUuid}", attached.Backing);
        Assert.Equal(Way.Direct, attached.Way);
        Assert.Equal("13000", attached.Key);
        var device = Assert.Single(site.Hosts[0].Devices);
        Assert.Equal(expected, device.State.Value);
        Assert.Equal(site.Vms[0].Ref, Assert.Single(device.HeldBy));
    }

    [Fact]
    public async Task A_system_id_that_is_no_hardware_uuid_is_explained_by_the_hosts_environment()
    {
        await using var site = await ScriptedSite.FromAsync(new ScriptedVim()
            .On("RetrievePropertiesEx", _ => $"<returnval>{Vim.Frame()}{HostWithCard()}{Vim.Vm("vm-1", "render-01", "host-1", false, Vim.Hardware(Vim.Fixed(13000, A40, "2235", 4318, "69c2ad94-own")))}</returnval>")
            .On("QueryConfigTarget", _ => $"<returnval><numCpus>64</numCpus><pciPassthrough><name></name>{Vim.Pci(A40, 4318, 8757, 770, "NVIDIA A40").Replace("HostPciDevice", "pciDevice", StringComparison.Ordinal)}<systemId>69c2ad94-own</systemId></pciPassthrough></returnval>"));

        var inventory = await site.Source.ReadAsync(Core.Adapters.InspectScope.Whole, TestContext.Current.CancellationToken);

        Assert.Equal($"fixed {A40} 10de:2235 at {Vim.HostUuid}", Assert.Single(inventory.Vms[0].Attached.Value).Backing);
        Assert.Equal("69c2ad94-own", inventory.Hosts[0].PassthroughSystemId.Value);
        Assert.Single(inventory.Hosts[0].Devices[0].HeldBy);
    }

    [Fact]
    public async Task A_system_id_that_nobody_explains_is_shown_and_holds_no_card_here()
    {
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), HostWithCard(), Vim.Vm("vm-1", "render-01", "host-1", false, Vim.Hardware(Vim.Fixed(13000, A40, "2235", 4318, "gone-host"))));

        Assert.Equal($"fixed {A40} 10de:2235 at system:gone-host", Assert.Single(site.Vms[0].Attached.Value).Backing);
        Assert.Empty(site.Hosts[0].Devices[0].HeldBy);
    }

    [Fact]
    public async Task A_device_by_description_is_held_while_it_is_assigned()
    {
        const string Dynamic = "<deviceName></deviceName><allowedDevice><vendorId>4318</vendorId><deviceId>8757</deviceId></allowedDevice><customLabel>gold</customLabel>";
        var off = await ScriptedSite.InspectAsync(Vim.Frame(), HostWithCard(), Vim.Vm("vm-1", "train-02", "host-1", false, Vim.Hardware(Vim.Given(13000, "VirtualPCIPassthroughDynamicBackingInfo", Dynamic))));
        var on = await ScriptedSite.InspectAsync(
            Vim.Frame(), HostWithCard(), Vim.Vm("vm-1", "train-02", "host-1", true, Vim.Hardware(Vim.Given(13000, "VirtualPCIPassthroughDynamicBackingInfo", Dynamic + $"<assignedId>{A40}</assignedId>"))));

        Assert.Equal("dynamic 10de:2235 label=gold", Assert.Single(off.Vms[0].Attached.Value).Backing);
        Assert.Null(off.Vms[0].Attached.Value[0].Address);
        Assert.Equal(DeviceState.Ready, off.Hosts[0].Devices[0].State.Value);
        Assert.Equal(A40, on.Vms[0].Attached.Value[0].Address.ToString());
        Assert.Equal(DeviceState.InUse, on.Hosts[0].Devices[0].State.Value);
        Assert.Equal(on.Vms[0].Ref, Assert.Single(on.Hosts[0].Devices[0].HeldBy));
    }

    [Fact]
    public async Task The_hosts_own_binding_tells_who_got_a_device_by_description()
    {
        var binding = Vim.Property("config.assignableHardwareBinding", "ArrayOfHostAssignableHardwareBinding", $"<HostAssignableHardwareBinding><instanceId>pci:{A40}</instanceId><vm type=\"VirtualMachine\">vm-1</vm></HostAssignableHardwareBinding>");
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), HostWithCard(binding), Vim.Vm("vm-1", "train-02", "host-1", true));

        Assert.Equal(DeviceState.InUse, site.Hosts[0].Devices[0].State.Value);
        Assert.Equal(site.Vms[0].Ref, Assert.Single(site.Hosts[0].Devices[0].HeldBy));
    }

    [Fact]
    public async Task A_vendors_group_stands_as_one_and_an_unknown_backing_is_shown_as_other()
    {
        const string Group = "<deviceGroupInfo><groupInstanceKey>1</groupInstanceKey><sequenceId>0</sequenceId></deviceGroupInfo>";
        var site = await ScriptedSite.InspectAsync(Vim.Frame(), HostWithCard(), Vim.Vm(
            "vm-1",
            "train-02",
            "host-1",
            false,
            Vim.Hardware(
                Vim.Given(13000, "VirtualPCIPassthroughVmiopBackingInfo", "<vgpu>grid_a100-40c</vgpu>", Group),
                Vim.Given(13001, "VirtualPCIPassthroughVmiopBackingInfo", "<vgpu>grid_a100-40c</vgpu>", Group),
                Vim.Given(13002, "VirtualPCIPassthroughFutureBackingInfo", "<what>ever</what>"),
                Vim.Given(13003, "VirtualPCIPassthroughVmiopBackingInfo", "<vgpu>nvidia_a40-8q</vgpu>"),
                "<VirtualDevice xsi:type=\"VirtualTPM\"><key>11000</key></VirtualDevice>"),
            Vim.Property(
                "config.deviceGroups",
                "VirtualMachineVirtualDeviceGroups",
                "<deviceGroup xsi:type=\"VirtualMachineVirtualDeviceGroupsVendorDeviceGroup\"><groupInstanceKey>1</groupInstanceKey><deviceGroupName>Nvidia:2@grid_a100-40c%NVLink</deviceGroupName></deviceGroup>")));

        Assert.Equal(
            ["group Nvidia:2@grid_a100-40c%NVLink", "other VirtualPCIPassthroughFutureBackingInfo", "profile nvidia_a40-8q"],
            site.Vms[0].Attached.Value.Select(a => a.Backing));
        Assert.True(site.Vms[0].Vtpm.Value);
    }

    private static string HostWithCard(params string[] more) =>
        Vim.Host("host-1", Vim.HostUuid, [Vim.Pcis(Vim.Pci(A40, 4318, 8757, 770, "NVIDIA A40")), Vim.Passthrus(Vim.Passthru(A40, true, true, true)), .. more]);
}
