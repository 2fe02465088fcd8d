using Barelane.Twin.Building;

namespace Barelane.Twin.Tests;

/// <summary>Each switch in both positions.</summary>
public sealed class SwitchTests
{
    private const string Enable = "<config><id>0000:3b:00.0</id><passthruEnabled>true</passthruEnabled></config>";
    private const string EnableBridge = "<config><id>0000:3a:00.0</id><passthruEnabled>true</passthruEnabled></config>";

    [Theory]
    [InlineData(true, Enable, false)]
    [InlineData(true, Enable + EnableBridge, true)]
    [InlineData(false, Enable, true)]
    [InlineData(false, Enable + EnableBridge, true)]
    public async Task The_dependent_device_must_be_sent_along_or_not(bool must, string entries, bool active)
    {
        await using var bench = await Bench.StartAsync(
            Bench.TwoHosts(host: h =>
            {
                h.Devices.RemoveAll(d => d.Address == Bench.Gpu);
                h.Devices.Add(PciCards.A40(Bench.Gpu));
                h.Devices[^1].DependentDevice = "0000:3a:00.0";
            }),
            new TwinSwitches { DependentDeviceMustBeSent = must });
        await bench.PassthruAsync(entries);
        await bench.EnterMaintenanceAsync();

        await bench.RebootAsync();

        Assert.Equal(active, bench.Site.Read(() => bench.Host().Device(Bench.Gpu)!.PassthruActive));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "")]
    public async Task An_empty_value_deletes_an_extraConfig_key_or_is_stored(bool deletes, string? expected)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { EmptyExtraConfigDeletes = deletes });

        await bench.ReconfigureAsync(Bench.Extra("pciPassthru.use64bitMMIO", string.Empty));

        Assert.Equal(expected, bench.Site.Read(() => bench.Vm().ExtraConfig.GetValueOrDefault("pciPassthru.use64bitMMIO")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_system_id_is_the_hardware_uuid_or_not(bool equal)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { SystemIdEqualsHardwareUuid = equal });

        Assert.Equal(equal, bench.Host().SystemId == bench.Host().Uuid);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public async Task Gpus_that_passthrough_owns_show_their_memory_or_not(bool shown, int entries)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { GraphicsMemoryOfPassthroughGpus = shown });

        var info = await bench.Client.ReadAsync("HostSystem", bench.Host().Ref.Id, "config.graphicsInfo");

        Assert.Equal(entries, info?.Elements().Count() ?? 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Adding_a_pci_device_takes_the_privilege_RawDevice_or_not(bool demanded)
    {
        var options = new TwinOptions
        {
            Users = [new TwinUser("administrator@vsphere.local", "secret") { DeniedPrivileges = new HashSet<string> { "VirtualMachine.Config.RawDevice" } }],
        };
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { RawDevicePrivilegeDemanded = demanded }, options: options);

        var error = await Record.ExceptionAsync(() => bench.ReconfigureAsync(bench.AddDirect()));

        Assert.Equal(demanded ? "NoPermission" : null, (error as SdkFaultException)?.Type);
        Assert.Equal(demanded ? 0 : 1, bench.Site.Read(() => bench.Vm().DirectAddresses.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ha_restarts_a_vm_with_a_fixed_device_on_its_host_or_not(bool restarts)
    {
        var site = Bench.TwoHosts();
        site.Datacenters[0].Clusters[0].HaEnabled = true;
        await using var bench = await Bench.StartAsync(site, new TwinSwitches { HaRestartsFixedDirectPath = restarts });
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();
        await bench.PowerOnAsync("web-03");

        bench.Site.FailHost("esx-01");
        await bench.UntilAsync(() => bench.Site.Vm("web-03").IsPoweredOn);
        bench.Site.BringBack("esx-01");

        Assert.Equal("esx-02", bench.Site.Read(() => bench.Vm("web-03").Host.Name));
        Assert.Equal(restarts, bench.Vm().IsPoweredOn);
    }

    [Theory]
    [InlineData(true, "-81")]
    [InlineData(false, "175")]
    public async Task A_high_bus_is_negative_or_not(bool signed, string bus)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { SignedPciBytes = signed });

        var devices = await bench.Client.ReadAsync("HostSystem", bench.Host().Ref.Id, "hardware.pciDevice");

        var gpu = devices!.Elements().Single(d => d.Element(SdkClient.Vim + "id")!.Value == Bench.SecondGpu);
        Assert.Equal(bus, gpu.Element(SdkClient.Vim + "bus")!.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_vm_that_is_off_gets_a_snapshot_with_a_pci_device_or_not(bool allowed)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { PoweredOffSnapshotsWithPassthrough = allowed });
        await bench.ReconfigureAsync(bench.AddDirect());

        var error = await Record.ExceptionAsync(() => bench.Client.RunAsync(
            "CreateSnapshot_Task", "VirtualMachine", bench.Vm().Ref.Id, "<name>before</name><memory>false</memory><quiesce>false</quiesce>"));

        Assert.Equal(allowed ? null : "SnapshotFault", (error as SdkFaultException)?.Type);
        Assert.Equal(allowed ? ["before"] : [], bench.Site.Read(() => bench.Vm().SnapshotNames));
    }

    [Theory]
    [InlineData(true, "true", "false")]
    [InlineData(false, "false", "false")]
    public async Task The_copy_of_the_passthrough_state_lags_until_a_refresh_or_not(bool lags, string first, string refreshed)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { PassthroughCopyLags = lags });

        await bench.PassthruAsync($"<config><id>{Bench.Gpu}</id><passthruEnabled>false</passthruEnabled></config>");
        var before = await EnabledAsync(bench);
        await bench.Client.CallAsync("Refresh", "HostPciPassthruSystem", bench.Host().PassthruSystemRef.Id);

        Assert.Equal(first, before);
        Assert.Equal(refreshed, await EnabledAsync(bench));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CheckPowerOn_sees_passthrough_problems_or_not(bool sees)
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { CheckersSeePassthroughProblems = sees });
        await bench.ReconfigureAsync(bench.AddDirect(deviceId: "8757"));

        var result = await bench.Client.RunAsync(
            "CheckPowerOn_Task", "VirtualMachineCompatibilityChecker", "CompatibilityChecker", $"<vm type=\"VirtualMachine\">{bench.Vm().Ref.Id}</vm>");

        Assert.Equal(sees ? 1 : 0, result!.Descendants(SdkClient.Vim + "error").Count());
    }

    private static async Task<string> EnabledAsync(Bench bench) =>
        (await bench.Client.ReadAsync("HostSystem", bench.Host().Ref.Id, "config.pciPassthruInfo"))!.Elements()
            .Single(i => i.Element(SdkClient.Vim + "id")!.Value == Bench.Gpu).Element(SdkClient.Vim + "passthruEnabled")!.Value;
}
