using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Tests.Checks;

public sealed class PowerOnTests
{
    [Fact]
    public async Task With_everything_in_place_the_vm_runs_and_its_tools_come_up()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());

        await bench.PowerOnAsync();
        await bench.UntilAsync(() => bench.Site.Vm("render-01").ToolsRunning);

        Assert.True(bench.Vm().IsPoweredOn);
    }

    [Theory]
    [InlineData("8757", null, 4318)]
    [InlineData("2235", "00000000-0000-0000-0000-000000000000", 4318)]
    [InlineData("2235", null, -32634)]
    public async Task A_wrong_deviceId_systemId_or_vendorId_is_found_at_power_on(string deviceId, string? systemId, int vendorId)
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect(Bench.SecondGpu, deviceId, systemId, vendorId));

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("GenericVmConfigFault", fault.Type);
        Assert.Equal(
            "The systemId does not match the current system or the deviceId, and the vendorId does not match the device currently at 175:0.0.", fault.Text);
    }

    [Fact]
    public async Task A_vm_moved_cold_to_another_host_fails_there_with_its_fixed_device()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());

        await bench.Client.RunAsync("RelocateVM_Task", "VirtualMachine", bench.Vm().Ref.Id, $"<spec><host type=\"HostSystem\">{bench.Host("esx-02").Ref.Id}</host></spec>");
        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.StartsWith("The systemId does not match", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_vm_with_a_pci_device_can_not_be_moved()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();

        var fault = await Bench.FaultAsync(() => bench.Client.RunAsync(
            "RelocateVM_Task", "VirtualMachine", bench.Vm().Ref.Id, $"<spec><host type=\"HostSystem\">{bench.Host("esx-02").Ref.Id}</host></spec>"));

        Assert.Equal(["msg.pciPassthru.noMigration"], fault.Keys);
    }

    [Fact]
    public async Task Without_the_full_reservation_the_recorded_message_comes()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.MemoryReservationLocked = false));
        await bench.ReconfigureAsync(bench.AddDirect());

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("Invalid memory setting: memory reservation (sched.mem.min) should be equal to memsize(16384).", fault.Text);
    }

    [Theory]
    [InlineData("bios", "TRUE")]
    [InlineData("efi", "FALSE")]
    public async Task Without_efi_or_the_64_bit_window_large_regions_do_not_fit(string firmware, string use64Bit)
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm =>
        {
            vm.Firmware = firmware;
            vm.ExtraConfig["pciPassthru.use64bitMMIO"] = use64Bit;
        }));
        await bench.ReconfigureAsync(bench.AddDirect());

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal(
            "Module 'DevicePowerOn' power on failed. PCIPassthru: total number of pages needed (16789504) exceeds limit (917504), failing", fault.Text);
    }

    [Theory]
    [InlineData("64")]
    [InlineData("100")]
    public async Task With_too_small_a_window_the_vm_dies_right_after_power_on(string sizeGb)
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.ExtraConfig["pciPassthru.64bitMMIOSizeGB"] = sizeGb));
        await bench.ReconfigureAsync(bench.AddDirect());

        await bench.PowerOnAsync();
        await bench.UntilAsync(() => !bench.Site.Vm("render-01").IsPoweredOn);

        Assert.Equal(1, bench.Vm().PowerOns);
        Assert.False(bench.Vm().ToolsRunning);
    }

    [Fact]
    public async Task Two_cards_need_a_window_for_both()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.ExtraConfig["pciPassthru.64bitMMIOSizeGB"] = "256"));
        await bench.ReconfigureAsync(bench.AddDirect() + bench.AddDirect(Bench.SecondGpu));

        await bench.PowerOnAsync();
        await bench.UntilAsync(() => bench.Site.Vm("render-01").ToolsRunning);

        Assert.True(bench.Vm().IsPoweredOn);
    }

    [Fact]
    public async Task A_device_that_is_not_active_is_no_passthrough_device()
    {
        await using var bench = await Bench.StartAsync(Scenarios.Demo());
        await bench.ReconfigureAsync(
            bench.AddDirect() + Bench.Extra("pciPassthru.use64bitMMIO", "TRUE") + Bench.Extra("pciPassthru.64bitMMIOSizeGB", "128")
            + "<memoryReservationLockedToMax>true</memoryReservationLockedToMax>");

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("Device 59:0.0 is not a passthrough device.", fault.Text);
    }

    [Fact]
    public async Task A_device_that_another_running_vm_has_is_in_use()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts());
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.ReconfigureAsync(bench.AddDirect() + "<memoryReservationLockedToMax>true</memoryReservationLockedToMax>", "web-03");
        await bench.PowerOnAsync();

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync("web-03"));

        Assert.Equal("Device 59:0.0 is already in use by the virtual machine 'render-01'.", fault.Text);
    }

    [Fact]
    public async Task A_guest_iommu_and_a_pci_device_exclude_each_other()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.VirtualIommu = true));
        await bench.ReconfigureAsync(bench.AddDirect());

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("Failed to register the device pciPassthru0.", fault.Text);
    }

    [Fact]
    public async Task Fault_tolerance_and_a_pci_device_exclude_each_other()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.FaultTolerance = true));
        await bench.ReconfigureAsync(bench.AddDirect());

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal(["msg.pciPassthru.noMigration"], fault.Keys);
    }

    [Fact]
    public async Task A_nested_vm_with_a_device_from_before_does_not_start()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm =>
        {
            vm.NestedHv = true;
            vm.Assignments.Add(new RecordedAssignment { Address = Bench.Gpu });
        }));

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.StartsWith("Nested Hardware-Assisted Virtualization is not supported", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reservation_that_the_host_has_no_room_for_is_refused_with_both_numbers()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(host: h => h.MemoryMib = 16384));

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("InsufficientMemoryResourcesFault", fault.Type);
        Assert.Equal([$"{12288L << 20}", $"{16512L << 20}"], [fault.Field("unreserved"), fault.Field("requested")]);
    }

    [Fact]
    public async Task Admission_control_keeps_room_for_a_failover()
    {
        var site = Bench.TwoHosts(host: h => h.MemoryMib = 24576);
        site.Datacenters[0].Clusters[0].HaEnabled = true;
        site.Datacenters[0].Clusters[0].AdmissionControlEnabled = true;
        site.Datacenters[0].Clusters[0].Hosts[1].MemoryMib = 16384;
        await using var bench = await Bench.StartAsync(site);

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("InsufficientFailoverResourcesFault", fault.Type);
    }

    [Fact]
    public async Task A_host_in_maintenance_mode_powers_nothing_on()
    {
        await using var bench = await Bench.StartAsync();
        await bench.EnterMaintenanceAsync();

        Assert.Equal("InvalidState", (await Bench.FaultAsync(() => bench.PowerOnAsync())).Type);
    }

    [Fact]
    public async Task A_guest_under_another_firmware_than_it_was_installed_under_does_not_boot()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.InstalledUnder = "bios"));

        await bench.PowerOnAsync();
        await bench.PowerOnAsync("web-03");
        await bench.UntilAsync(() => bench.Site.Vm("web-03").ToolsRunning);

        Assert.True(bench.Vm().IsPoweredOn);
        Assert.False(bench.Vm().ToolsRunning);
    }

    [Fact]
    public async Task Without_strict_checks_everything_is_accepted()
    {
        await using var bench = await Bench.StartAsync(switches: new TwinSwitches { StrictChecks = false });

        await bench.ReconfigureAsync("<changeVersion>stale</changeVersion>" + bench.AddDirect(deviceId: "8757", systemId: "x"));
        await bench.PowerOnAsync();

        Assert.True(bench.Vm().IsPoweredOn);
    }
}
