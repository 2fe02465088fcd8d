using System.Xml.Linq;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Tests.Checks;

public sealed class PlacementTests
{
    [Fact]
    public async Task Drs_places_a_dynamic_device_on_a_host_that_has_a_free_one()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(host: h => h.Devices.RemoveAll(d => d.DeviceId == "2235")));
        await bench.ReconfigureAsync(Bench.AddDynamic());

        var here = await Bench.FaultAsync(() => bench.PowerOnAsync());
        await PowerOnMultiAsync(bench);
        await bench.UntilAsync(() => bench.Site.Vm("render-01").IsPoweredOn);
        var assigned = (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.hardware.device[13000]"))!
            .Descendants(SdkClient.Vim + "assignedId").Single().Value;
        await bench.PowerOffAsync();

        Assert.Contains("has no free PCI device", here.Text, StringComparison.Ordinal);
        Assert.Equal("esx-02", bench.Site.Read(() => bench.Vm().Host.Name));
        Assert.Equal(Bench.Gpu, assigned);
        Assert.DoesNotContain("assignedId", (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.hardware.device[13000]"))!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_host_fits_the_vm_is_not_attempted_and_the_reason_is_told()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(Bench.AddDynamic("no-such-label"));

        var result = await PowerOnMultiAsync(bench);

        Assert.Contains("NoCompatibleHost", result.Descendants(SdkClient.Vim + "notAttempted").Single().ToString(), StringComparison.Ordinal);
        Assert.Contains("has no free PCI device", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mandatory_rule_decides_where_a_vm_is_powered_on()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(Bench.AddDynamic());
        await RuleAsync(bench, "esx-02");

        await PowerOnMultiAsync(bench);
        await bench.UntilAsync(() => bench.Site.Vm("render-01").IsPoweredOn);

        Assert.Equal("esx-02", bench.Site.Read(() => bench.Vm().Host.Name));
    }

    [Fact]
    public async Task Rules_and_groups_are_added_and_removed_without_a_trace()
    {
        await using var bench = await Bench.StartAsync();
        var before = bench.Site.Snapshot();
        var cluster = bench.Site.Read(() => bench.Host().ComputeRef.Id);

        await RuleAsync(bench, "esx-01");
        var key = (await bench.Client.ReadAsync("ClusterComputeResource", cluster, "configurationEx"))!
            .Descendants(SdkClient.Vim + "rule").Single().Element(SdkClient.Vim + "key")!.Value;
        var unknown = await Bench.FaultAsync(() => ClusterAsync(bench, "<rulesSpec><operation>remove</operation><removeKey xsi:type=\"xsd:int\">99</removeKey></rulesSpec>"));
        await ClusterAsync(bench,
            $"<rulesSpec><operation>remove</operation><removeKey xsi:type=\"xsd:int\">{key}</removeKey></rulesSpec>"
            + "<groupSpec><operation>remove</operation><removeKey xsi:type=\"xsd:string\">gpu-vms</removeKey></groupSpec>"
            + "<groupSpec><operation>remove</operation><removeKey xsi:type=\"xsd:string\">gpu-hosts</removeKey></groupSpec>");

        Assert.Equal("InvalidArgument", unknown.Type);
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task A_drs_override_keeps_a_vm_where_it_is_when_its_host_enters_maintenance()
    {
        await using var bench = await Bench.StartAsync();
        await ClusterAsync(bench, $"<drsVmConfigSpec><operation>add</operation><info><key type=\"VirtualMachine\">{bench.Vm("web-03").Ref.Id}</key><enabled>false</enabled></info></drsVmConfigSpec>");
        await bench.PowerOnAsync("web-03");

        var fault = await Bench.FaultAsync(() => bench.EnterMaintenanceAsync(timeout: 30));

        Assert.Equal("Timedout", fault.Type);
        Assert.Equal("esx-01", bench.Site.Read(() => bench.Vm("web-03").Host.Name));
    }

    [Fact]
    public async Task Vgpus_of_one_gpu_have_one_size_and_end_with_its_framebuffer()
    {
        await using var bench = await Bench.StartAsync(VgpuSite());
        await bench.ReconfigureAsync(Bench.AddVgpu("nvidia_a40-24q"));
        await bench.ReconfigureAsync(Bench.AddVgpu("nvidia_a40-8q") + "<memoryReservationLockedToMax>true</memoryReservationLockedToMax>", "web-03");
        await bench.PowerOnAsync();

        var otherSize = await Bench.FaultAsync(() => bench.PowerOnAsync("web-03"));
        await bench.ReconfigureAsync(Bench.Remove(13000) + Bench.AddVgpu("nvidia_a40-24q"), "web-03");
        await bench.PowerOnAsync("web-03");

        Assert.Equal("InsufficientGraphicsResourcesFault", otherSize.Type);
        Assert.Equal("The amount of graphics resource available in the parent resource pool is insufficient for the operation.", otherSize.Text);
        Assert.Equal(["nvidia_a40-24q"], bench.Site.Read(() => bench.Vm("web-03").Profiles));
    }

    [Fact]
    public async Task A_vgpu_needs_the_graphics_type_shared_direct_and_the_gpu_shows_it()
    {
        await using var bench = await Bench.StartAsync(VgpuSite("shared"));
        await bench.ReconfigureAsync(Bench.AddVgpu("nvidia_a40-8q"));
        var host = bench.Host().Ref.Id;

        var shared = await Bench.FaultAsync(() => bench.PowerOnAsync());
        await bench.Client.CallAsync("UpdateGraphicsConfig", "HostGraphicsManager", bench.Host().GraphicsManagerRef.Id,
            $"<config><hostDefaultGraphicsType>shared</hostDefaultGraphicsType><sharedPassthruAssignmentPolicy>performance</sharedPassthruAssignmentPolicy><deviceType><deviceId>{Bench.Gpu}</deviceId><graphicsType>sharedDirect</graphicsType></deviceType></config>");
        await bench.PowerOnAsync();
        var target = await QueryAsync(bench, host);

        Assert.Equal("InsufficientGraphicsResourcesFault", shared.Type);
        Assert.Equal(6, target.Descendants(SdkClient.Vim + "vgpuProfileInfo").Count());
        Assert.Equal("573903070", target.Descendants(SdkClient.Vim + "vgpuDeviceInfo").Single().Element(SdkClient.Vim + "deviceVendorId")!.Value);
        Assert.Single(target.Descendants(SdkClient.Vim + "sriov"));
        Assert.Empty(target.Descendants(SdkClient.Vim + "pciPassthrough"));
        Assert.Equal(bench.Vm().Ref.Id, (await bench.Client.ReadAsync("HostSystem", host, "config.graphicsInfo"))!.Descendants(SdkClient.Vim + "vm").Single().Value);
    }

    [Fact]
    public async Task The_config_target_lists_active_devices_with_the_system_id()
    {
        await using var bench = await Bench.StartAsync();

        var target = await QueryAsync(bench, bench.Host().Ref.Id);

        var devices = target.Descendants(SdkClient.Vim + "pciPassthrough").ToList();
        Assert.Equal([Bench.Gpu, Bench.SecondGpu], devices.Select(d => d.Descendants(SdkClient.Vim + "id").Single().Value));
        Assert.All(devices, d => Assert.Equal(bench.SystemId(), d.Element(SdkClient.Vim + "systemId")!.Value));
        var dynamic = Assert.Single(target.Descendants(SdkClient.Vim + "dynamicPassthrough"));
        Assert.Equal("8757", dynamic.Element(SdkClient.Vim + "deviceId")!.Value);
    }

    [Fact]
    public async Task A_vendor_device_group_is_listed_with_its_components()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(host: h => h.DeviceGroups.Add("Nvidia:2@nvidia_a40-48q%NVLink")));

        var group = Assert.Single((await QueryAsync(bench, bench.Host().Ref.Id)).Descendants(SdkClient.Vim + "vendorDeviceGroupInfo"));

        Assert.Equal("Nvidia:2@nvidia_a40-48q%NVLink", group.Element(SdkClient.Vim + "deviceGroupName")!.Value);
        Assert.Equal(["nvidia_a40-48q", "nvidia_a40-48q"], group.Descendants(SdkClient.Vim + "vgpu").Select(v => v.Value));
    }

    [Fact]
    public async Task The_config_option_tells_the_limits_of_a_hardware_version()
    {
        await using var bench = await Bench.StartAsync();
        var browser = (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "environmentBrowser"))!.Value;

        var option = await bench.Client.CallAsync("QueryConfigOptionEx", "EnvironmentBrowser", browser, "<spec><key>vmx-19</key></spec>");

        Assert.Equal("16", option.Descendants(SdkClient.Vim + "numPCIPassthroughDevices").Single().Element(SdkClient.Vim + "max")!.Value);
        Assert.Equal("4", option.Descendants(SdkClient.Vim + "maxInstances").Single().Value);
    }

    private static RecordedSite VgpuSite(string type = "sharedDirect") => Bench.TwoHosts(host: h =>
    {
        h.HasVgpuManager = true;
        h.Devices.RemoveAll(d => d.DeviceId == "2235");
        h.Devices.Add(PciCards.A40(Bench.Gpu));
        h.Devices[^1].GraphicsType = type;
    });

    private static Task<XElement> QueryAsync(Bench bench, string host) => bench.Client.CallAsync(
        "QueryConfigTarget", "EnvironmentBrowser", bench.Site.Read(() => bench.Host().BrowserRef.Id), $"<host type=\"HostSystem\">{host}</host>");

    private static async Task<XElement> PowerOnMultiAsync(Bench bench)
    {
        var found = await bench.Client.CallAsync("FindByInventoryPath", "SearchIndex", "SearchIndex", "<inventoryPath>dc1</inventoryPath>");
        return (await bench.Client.RunAsync("PowerOnMultiVM_Task", "Datacenter", found.Element(SdkClient.Vim + "returnval")!.Value,
            $"<vm type=\"VirtualMachine\">{bench.Vm().Ref.Id}</vm>"))!;
    }

    private static Task ClusterAsync(Bench bench, string spec) => bench.Client.RunAsync(
        "ReconfigureComputeResource_Task", "ClusterComputeResource", bench.Site.Read(() => bench.Host().ComputeRef.Id),
        $"<spec xsi:type=\"ClusterConfigSpecEx\">{spec}</spec><modify>true</modify>");

    private static Task RuleAsync(Bench bench, string host) => ClusterAsync(bench,
        "<rulesSpec><operation>add</operation><info xsi:type=\"ClusterVmHostRuleInfo\"><enabled>true</enabled><name>gpu-rule</name><mandatory>true</mandatory>"
        + "<vmGroupName>gpu-vms</vmGroupName><affineHostGroupName>gpu-hosts</affineHostGroupName></info></rulesSpec>"
        + $"<groupSpec><operation>add</operation><info xsi:type=\"ClusterVmGroup\"><name>gpu-vms</name><vm type=\"VirtualMachine\">{bench.Vm().Ref.Id}</vm></info></groupSpec>"
        + $"<groupSpec><operation>add</operation><info xsi:type=\"ClusterHostGroup\"><name>gpu-hosts</name><host type=\"HostSystem\">{bench.Host(host).Ref.Id}</host></info></groupSpec>");
}
