using Barelane.Twin.Building;
using Barelane.Twin.Faults;

namespace Barelane.Twin.Tests.Services;

public sealed class HostTests
{
    private const string Enable = $"<config><id>{Bench.Gpu}</id><passthruEnabled>true</passthruEnabled></config>";

    [Fact]
    public async Task Passthrough_is_a_wish_until_a_reboot_makes_it_a_fact()
    {
        await using var bench = await Bench.StartAsync(Scenarios.Demo());
        var host = bench.Host();
        var before = host.BootTime;

        await bench.PassthruAsync(Enable);
        var wished = bench.Site.Read(() => (host.Device(Bench.Gpu)!.PassthruEnabled, host.Device(Bench.Gpu)!.PassthruActive, host.RebootRequired));
        await bench.Client.RunAsync("PowerOffVM_Task", "VirtualMachine", bench.Vm("render-02").Ref.Id);
        await bench.EnterMaintenanceAsync();
        await bench.RebootAsync();
        var reached = bench.Site.Read(() => (host.Device(Bench.Gpu)!.PassthruEnabled, host.Device(Bench.Gpu)!.PassthruActive, host.RebootRequired));

        Assert.Equal((true, false, true), wished);
        Assert.Equal((true, true, false), reached);
        Assert.True(host.BootTime > before);
        Assert.True(host.InMaintenanceMode);
        Assert.Equal("connected", host.ConnectionState);
    }

    [Fact]
    public async Task A_reboot_is_seen_as_notResponding_and_then_connected()
    {
        await using var bench = await Bench.StartAsync();
        await bench.EnterMaintenanceAsync();

        await bench.Client.RunAsync("RebootHost_Task", "HostSystem", bench.Host().Ref.Id, "<force>false</force>");
        await bench.UntilAsync(() => bench.Site.Host("esx-01").ConnectionState == "notResponding");
        await bench.UntilAsync(() => bench.Site.Host("esx-01").ConnectionState == "connected");

        Assert.Equal(1, bench.Host().Reboots);
    }

    [Fact]
    public async Task A_host_that_can_rebind_needs_no_reboot()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(host: h => h.CanRebindWithoutReboot = true));

        await bench.PassthruAsync($"<config><id>{Bench.Gpu}</id><passthruEnabled>false</passthruEnabled></config>");
        var atOnce = bench.Site.Read(() => bench.Host().Device(Bench.Gpu)!.PassthruActive);
        await bench.PassthruAsync($"<config><id>{Bench.Gpu}</id><passthruEnabled>true</passthruEnabled><applyNow>false</applyNow></config>");

        Assert.False(atOnce);
        Assert.False(bench.Site.Read(() => bench.Host().Device(Bench.Gpu)!.PassthruActive));
        Assert.True(bench.Site.Read(() => bench.Host().RebootRequired));
    }

    [Fact]
    public async Task A_reboot_outside_maintenance_mode_is_refused()
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.RebootAsync());

        Assert.Equal("InvalidState", fault.Type);
    }

    [Theory]
    [InlineData("0000:99:00.0", "has no PCI device '0000:99:00.0'")]
    [InlineData("0000:03:00.0", "is not capable of passthrough")]
    public async Task Passthrough_of_what_can_not_have_it_is_refused(string device, string reason)
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.PassthruAsync($"<config><id>{device}</id><passthruEnabled>true</passthruEnabled></config>"));

        Assert.Equal("HostConfigFault", fault.Type);
        Assert.Contains(reason, fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maintenance_mode_waits_for_a_vm_with_a_pci_device_and_ends_when_it_is_off()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();
        using var other = await SdkClient.LoginAsync(bench.Twin);

        var entering = other.RunAsync("EnterMaintenanceMode_Task", "HostSystem", bench.Host().Ref.Id, "<timeout>0</timeout>");
        await bench.PowerOnAsync("web-03");
        var whileOn = bench.Host().InMaintenanceMode;
        await bench.PowerOffAsync();
        await entering;

        Assert.False(whileOn);
        Assert.True(bench.Host().InMaintenanceMode);
        Assert.Equal("esx-02", bench.Site.Read(() => bench.Vm("web-03").Host.Name));
    }

    [Fact]
    public async Task Maintenance_mode_times_out_and_can_be_canceled()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();

        var timeout = await Bench.FaultAsync(() => bench.EnterMaintenanceAsync(timeout: 60));
        var task = (await bench.Client.CallAsync("EnterMaintenanceMode_Task", "HostSystem", bench.Host().Ref.Id, "<timeout>0</timeout>"))
            .Element(SdkClient.Vim + "returnval")!.Value;
        await bench.Client.CallAsync("CancelTask", "Task", task);
        var canceled = await Bench.FaultAsync(() => bench.Client.WaitAsync(task));
        var over = await Bench.FaultAsync(() => bench.Client.CallAsync("CancelTask", "Task", task));

        Assert.Equal("InvalidState", over.Type);
        Assert.Equal("Timedout", timeout.Type);
        Assert.Equal("RequestCanceled", canceled.Type);
        Assert.False(bench.Host().InMaintenanceMode);
    }

    [Fact]
    public async Task Entering_and_leaving_maintenance_mode_twice_is_an_InvalidState()
    {
        await using var bench = await Bench.StartAsync();

        await bench.EnterMaintenanceAsync();
        var entered = await Bench.FaultAsync(() => bench.EnterMaintenanceAsync());
        await bench.Client.RunAsync("ExitMaintenanceMode_Task", "HostSystem", bench.Host().Ref.Id, "<timeout>0</timeout>");
        var left = await Bench.FaultAsync(() => bench.Client.RunAsync("ExitMaintenanceMode_Task", "HostSystem", bench.Host().Ref.Id, "<timeout>0</timeout>"));

        Assert.Equal(["InvalidState", "InvalidState"], [entered.Type, left.Type]);
    }

    [Fact]
    public async Task A_host_that_never_comes_back_stays_away_until_it_is_brought_back()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "RebootHost_Task", ObjectName = "esx-01", Action = FaultAction.HostNeverReturns });
        await bench.EnterMaintenanceAsync();

        await bench.Client.RunAsync("RebootHost_Task", "HostSystem", bench.Host().Ref.Id, "<force>false</force>");
        await bench.UntilAsync(() => bench.Site.Host("esx-01").ConnectionState == "notResponding");
        var fault = await Bench.FaultAsync(() => bench.PassthruAsync(Enable));
        bench.Site.BringBack("esx-01");

        Assert.Equal("HostNotConnected", fault.Type);
        Assert.Equal("connected", bench.Host().ConnectionState);
        await bench.PassthruAsync(Enable);
    }

    [Fact]
    public async Task A_device_that_never_activates_still_waits_after_the_reboot()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(host: h =>
        {
            h.Devices.RemoveAll(d => d.Address == Bench.Gpu);
            h.Devices.Add(PciCards.L4(Bench.Gpu));
            h.Devices[^1].NeverActivates = true;
        }));
        await bench.PassthruAsync(Enable);
        await bench.EnterMaintenanceAsync();

        await bench.RebootAsync();

        Assert.True(bench.Site.Read(() => bench.Host().Device(Bench.Gpu) is { PassthruEnabled: true, PassthruActive: false }));
    }

    [Fact]
    public async Task A_lone_host_answers_nothing_while_it_reboots_and_forgets_its_sessions()
    {
        await using var bench = await Bench.StartAsync(Scenarios.LoneHost());
        await bench.Client.RunAsync("PowerOffVM_Task", "VirtualMachine", bench.Vm("web-03").Ref.Id);
        await bench.Client.RunAsync("EnterMaintenanceMode_Task", "HostSystem", "ha-host", "<timeout>0</timeout>");

        await bench.Client.CallAsync("RebootHost_Task", "HostSystem", "ha-host", "<force>false</force>");
        await bench.UntilAsync(() => bench.Site.Host("esx-lone").Reboots == 1);
        var fault = await Bench.FaultAsync(() => bench.Client.ReadAsync("HostSystem", "ha-host", "name"));
        using var again = await SdkClient.LoginAsync(bench.Twin);

        Assert.Equal("NotAuthenticated", fault.Type);
        Assert.Equal("true", (await again.ReadAsync("HostSystem", "ha-host", "runtime.inMaintenanceMode"))!.Value);
    }

    [Fact]
    public async Task Sriov_and_a_label_are_set_with_the_passthrough_config()
    {
        await using var bench = await Bench.StartAsync();

        await bench.PassthruAsync($"<config><id>{Bench.Gpu}</id><passthruEnabled>true</passthruEnabled><hardwareLabel>render</hardwareLabel></config>"
            + "<config xsi:type=\"HostSriovConfig\"><id>0000:17:00.0</id><passthruEnabled>false</passthruEnabled><sriovEnabled>true</sriovEnabled><numVirtualFunction>8</numVirtualFunction></config>");
        await bench.EnterMaintenanceAsync();
        await bench.RebootAsync();
        var infos = (await bench.Client.ReadAsync("HostSystem", bench.Host().Ref.Id, "config.pciPassthruInfo"))!.Elements().ToList();

        var nic = infos.Single(i => i.Element(SdkClient.Vim + "id")!.Value == "0000:17:00.0");
        Assert.Equal("8", nic.Element(SdkClient.Vim + "numVirtualFunction")!.Value);
        Assert.Contains(infos, i => i.Element(SdkClient.Vim + "hardwareLabel")?.Value == "render");
    }

    [Fact]
    public async Task A_card_exchanged_for_another_model_does_not_fit_the_vm_that_had_it()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());
        var host = bench.Host();

        bench.Site.Change(() => host.Exchange(Bench.Gpu, Bench.Active(PciCards.L4(Bench.Gpu))), host);
        var devices = await bench.Client.ReadAsync("HostSystem", host.Ref.Id, "hardware.pciDevice");
        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Contains("NVIDIA L4", devices!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("The systemId does not match the current system or the deviceId", fault.Text, StringComparison.Ordinal);
    }
}
