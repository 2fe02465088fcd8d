using Barelane.Twin.Building;

namespace Barelane.Twin.Tests.Services;

public sealed class ReconfigureTests
{
    [Fact]
    public async Task A_device_gets_the_keys_a_server_gives_and_goes_without_a_trace()
    {
        await using var bench = await Bench.StartAsync();
        var before = bench.Site.Snapshot();

        await bench.ReconfigureAsync(bench.AddDirect() + bench.AddDirect(Bench.SecondGpu));
        var device = (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.hardware.device[13001]"))!;
        var vmx = (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.extraConfig[\"pciPassthru1.id\"].value"))!;
        await bench.ReconfigureAsync(Bench.Remove(13000) + Bench.Remove(13001));

        Assert.Equal("100", device.Element(SdkClient.Vim + "controllerKey")!.Value);
        Assert.Equal("19", device.Element(SdkClient.Vim + "unitNumber")!.Value);
        Assert.Equal("PCI device 1", device.Descendants(SdkClient.Vim + "label").Single().Value);
        Assert.Equal("00000:175:00.0", vmx.Value);
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task A_stale_changeVersion_is_a_ConcurrentAccess_and_changes_nothing()
    {
        await using var bench = await Bench.StartAsync();
        var stale = bench.Vm().ChangeVersion;
        await bench.ReconfigureAsync("<numCPUs>8</numCPUs>");
        var before = bench.Site.Snapshot();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync($"<changeVersion>{stale}</changeVersion><numCPUs>2</numCPUs>"));

        Assert.Equal("ConcurrentAccess", fault.Type);
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_changeVersion_one_wins()
    {
        await using var bench = await Bench.StartAsync();
        var version = bench.Vm().ChangeVersion;
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SdkClient.LoginAsync(bench.Twin)));

        var outcomes = await Task.WhenAll(clients.Select((client, i) => Record.ExceptionAsync(() => client.RunAsync(
            "ReconfigVM_Task", "VirtualMachine", bench.Vm().Ref.Id, $"<spec><changeVersion>{version}</changeVersion><numCPUs>{i + 10}</numCPUs></spec>")).AsTask()).ToList());

        Assert.Single(outcomes, error => error is null);
        Assert.All(outcomes.OfType<SdkFaultException>(), fault => Assert.Contains(fault.Type, new[] { "ConcurrentAccess", "TaskInProgress" }));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task A_spec_of_which_one_part_is_wrong_changes_nothing()
    {
        await using var bench = await Bench.StartAsync();
        var before = bench.Site.Snapshot();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(
            "<numCPUs>8</numCPUs>" + bench.AddDirect() + Bench.Remove(13007) + Bench.Extra("a", "b") + "<firmware>bios</firmware>"));

        Assert.Equal("InvalidDeviceSpec", fault.Type);
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task Hot_add_fails_with_the_recorded_keys_and_leaves_its_line()
    {
        await using var bench = await Bench.StartAsync();
        await bench.PowerOnAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(bench.AddDirect()));

        Assert.Equal("GenericVmConfigFault", fault.Type);
        Assert.Equal("The hot-plug operation failed.", fault.Text);
        Assert.Equal(
            ["msg.devices.hotplug.failed", "msg.devices.hotadd.failed", "msg.migrate.save.error", "msg.pciPassthru.noSuspend.postedInterrupts", "msg.pciPassthru.noMigration"],
            fault.Keys);
        Assert.Equal("FALSE", bench.Site.Read(() => bench.Vm().ExtraConfig["pciPassthru0.present"]));
    }

    [Fact]
    public async Task Hot_remove_fails_too()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ReconfigureAsync(bench.AddDirect());
        await bench.PowerOnAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(Bench.Remove(13000)));

        Assert.Contains("msg.devices.hotremove.failed", fault.Keys);
    }

    [Theory]
    [InlineData("<version>vmx-21</version>")]
    [InlineData("<numCPUs>16</numCPUs>")]
    [InlineData("<memoryMB>32768</memoryMB>")]
    [InlineData("<firmware>bios</firmware>")]
    [InlineData("<nestedHVEnabled>true</nestedHVEnabled>")]
    [InlineData("<flags><vbsEnabled>true</vbsEnabled></flags>")]
    public async Task What_needs_a_vm_that_is_off_is_refused_while_it_runs(string spec)
    {
        await using var bench = await Bench.StartAsync();
        await bench.PowerOnAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(spec));

        Assert.Equal("InvalidPowerState", fault.Type);
        Assert.Equal("poweredOn", fault.Field("existingState"));
    }

    [Fact]
    public async Task An_address_that_is_no_device_of_the_host_is_refused_and_a_wrong_deviceId_is_not()
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(bench.AddDirect("0000:99:00.0")));
        await bench.ReconfigureAsync(bench.AddDirect(deviceId: "8757"));

        Assert.Equal("InvalidDeviceSpec", fault.Type);
        Assert.Single(bench.Site.Read(() => bench.Vm().DirectAddresses));
    }

    [Fact]
    public async Task A_dynamic_device_needs_hardware_version_17()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.HardwareVersion = "vmx-15"));

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(Bench.AddDynamic()));

        Assert.Equal("DeviceUnsupportedForVmVersion", fault.Type);
        Assert.Equal(["vmx-15", "vmx-17"], [fault.Field("currentVersion"), fault.Field("expectedVersion")]);
    }

    [Fact]
    public async Task A_hardware_version_has_a_limit_of_vgpus()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.HardwareVersion = "vmx-14"));

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(Bench.AddVgpu("nvidia_a40-8q") + Bench.AddVgpu("nvidia_a40-8q")));

        Assert.Equal("TooManyDevices", fault.Type);
    }

    [Fact]
    public async Task A_device_group_ties_its_devices_and_goes_with_them()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.HardwareVersion = "vmx-20"));
        var before = bench.Site.Snapshot();
        var devices = Grouped("-1", 0) + Grouped("-1", 1);
        const string Groups = "<deviceGroups><deviceGroup xsi:type=\"VirtualMachineVirtualDeviceGroupsVendorDeviceGroup\"><groupInstanceKey>-1</groupInstanceKey><deviceGroupName>Nvidia:2@nvidia_a40-48q%NVLink</deviceGroupName></deviceGroup></deviceGroups>";

        var untied = await Bench.FaultAsync(() => bench.ReconfigureAsync(Grouped("-7", 0) + Groups));
        await bench.ReconfigureAsync(devices + Groups);
        var config = (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config"))!;
        await bench.ReconfigureAsync(Bench.Remove(13000) + Bench.Remove(13001));

        Assert.Equal("InvalidDeviceSpec", untied.Type);
        Assert.Equal(["1", "1", "1"], config.Descendants(SdkClient.Vim + "groupInstanceKey").Select(k => k.Value));
        Assert.Equal("Nvidia:2@nvidia_a40-48q%NVLink", config.Descendants(SdkClient.Vim + "deviceGroupName").Single().Value);
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task A_device_group_needs_hardware_version_20()
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(
            "<deviceGroups><deviceGroup xsi:type=\"VirtualMachineVirtualDeviceGroupsVendorDeviceGroup\"><groupInstanceKey>-1</groupInstanceKey><deviceGroupName>Nvidia:2@x%NVLink</deviceGroupName></deviceGroup></deviceGroups>"));

        Assert.Equal("DeviceUnsupportedForVmVersion", fault.Type);
    }

    [Fact]
    public async Task Nested_virtualization_and_a_pci_device_exclude_each_other_both_ways()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm => vm.NestedHv = true));

        var added = await Bench.FaultAsync(() => bench.ReconfigureAsync(bench.AddDirect()));
        await bench.ReconfigureAsync(bench.AddDirect() + "<nestedHVEnabled>false</nestedHVEnabled>");
        var enabled = await Bench.FaultAsync(() => bench.ReconfigureAsync("<nestedHVEnabled>true</nestedHVEnabled>"));

        Assert.Contains("cannot be added when Nested", added.Text, StringComparison.Ordinal);
        Assert.Contains("is not supported on a virtual machine with a PCI passthrough device", enabled.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reservation_follows_the_memory_while_locked_and_stays_when_unlocked()
    {
        await using var bench = await Bench.StartAsync();

        await bench.ReconfigureAsync("<memoryMB>20480</memoryMB>");
        var locked = bench.Vm().MemoryReservationMib;
        await bench.ReconfigureAsync("<memoryReservationLockedToMax>false</memoryReservationLockedToMax>");
        var unlocked = bench.Vm().MemoryReservationMib;
        await bench.ReconfigureAsync("<memoryAllocation><reservation>0</reservation></memoryAllocation>");

        Assert.Equal([20480, 20480, 0], [locked, unlocked, bench.Vm().MemoryReservationMib]);
    }

    [Fact]
    public async Task A_field_that_is_not_simulated_is_refused_by_name_and_not_ignored()
    {
        await using var bench = await Bench.StartAsync();

        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync("<swapPlacement>hostLocal</swapPlacement>"));

        Assert.Equal("NotSupported", fault.Type);
        Assert.Contains("'swapPlacement'", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vm_is_created_with_its_disk_and_card_and_destroyed_again()
    {
        await using var bench = await Bench.StartAsync();
        var before = bench.Site.Snapshot();
        var (folder, pool, network) = await PlacesAsync(bench);

        var made = await bench.Client.RunAsync("CreateVM_Task", "Folder", folder,
            "<config><name>new-01</name><guestId>ubuntu64Guest</guestId><files><vmPathName>[datastore1]</vmPathName></files><numCPUs>4</numCPUs><memoryMB>8192</memoryMB>"
            + "<deviceChange><operation>add</operation><fileOperation>create</fileOperation><device xsi:type=\"VirtualDisk\"><key>-2</key>"
            + "<backing xsi:type=\"VirtualDiskFlatVer2BackingInfo\"><fileName></fileName><diskMode>persistent</diskMode><thinProvisioned>true</thinProvisioned></backing>"
            + "<controllerKey>1000</controllerKey><unitNumber>0</unitNumber><capacityInKB>41943040</capacityInKB></device></deviceChange>"
            + "<deviceChange><operation>add</operation><device xsi:type=\"VirtualVmxnet3\"><key>-3</key>"
            + $"<backing xsi:type=\"VirtualEthernetCardNetworkBackingInfo\"><deviceName>VM Network</deviceName><network type=\"Network\">{network}</network></backing></device></deviceChange>"
            + $"<firmware>efi</firmware></config><pool type=\"ResourcePool\">{pool}</pool>");
        var hardware = (await bench.Client.ReadAsync("VirtualMachine", made!.Value, "config.hardware"))!;
        var version = (await bench.Client.ReadAsync("VirtualMachine", made.Value, "config.version"))!;
        await bench.Client.RunAsync("Destroy_Task", "VirtualMachine", made.Value);

        Assert.Equal("vmx-21", version.Value);
        Assert.Equal("41943040", hardware.Descendants(SdkClient.Vim + "capacityInKB").Single().Value);
        Assert.Contains("VirtualVmxnet3", hardware.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, bench.Site.Snapshot());
    }

    [Fact]
    public async Task A_clone_of_a_template_is_a_vm_of_its_own()
    {
        await using var bench = await Bench.StartAsync(Scenarios.Demo());
        var (folder, pool, _) = await PlacesAsync(bench);

        await bench.Client.RunAsync("CloneVM_Task", "VirtualMachine", bench.Vm("golden-linux").Ref.Id,
            $"<folder type=\"Folder\">{folder}</folder><name>clone-01</name><spec><location><pool type=\"ResourcePool\">{pool}</pool></location><template>false</template><powerOn>true</powerOn></spec>");
        var again = await Bench.FaultAsync(() => bench.Client.RunAsync("CloneVM_Task", "VirtualMachine", bench.Vm("golden-linux").Ref.Id,
            $"<folder type=\"Folder\">{folder}</folder><name>clone-01</name><spec><location/><template>false</template><powerOn>false</powerOn></spec>"));

        Assert.True(bench.Site.Read(() => bench.Vm("clone-01").IsPoweredOn));
        Assert.Equal("DuplicateName", again.Type);
    }

    [Fact]
    public async Task An_upgrade_of_the_hardware_goes_forward_only()
    {
        await using var bench = await Bench.StartAsync();

        await bench.Client.RunAsync("UpgradeVM_Task", "VirtualMachine", bench.Vm().Ref.Id, "<version>vmx-20</version>");
        var fault = await Bench.FaultAsync(() => bench.Client.RunAsync("UpgradeVM_Task", "VirtualMachine", bench.Vm().Ref.Id, "<version>vmx-19</version>"));

        Assert.Equal("vmx-20", bench.Vm().HardwareVersion);
        Assert.Equal("AlreadyUpgraded", fault.Type);
    }

    private static string Grouped(string group, int sequence) =>
        Bench.AddVgpu("nvidia_a40-48q").Replace(
            "</device>",
            $"<deviceGroupInfo><groupInstanceKey>{group}</groupInstanceKey><sequenceId>{sequence}</sequenceId></deviceGroupInfo></device>",
            StringComparison.Ordinal);

    private static async Task<(string Folder, string Pool, string Network)> PlacesAsync(Bench bench)
    {
        var vm = bench.Site.Read(() => bench.Site.Vms.First()).Ref.Id;
        return ((await bench.Client.ReadAsync("VirtualMachine", vm, "parent"))!.Value,
            (await bench.Client.ReadAsync("VirtualMachine", vm, "resourcePool"))!.Value,
            (await bench.Client.ReadAsync("VirtualMachine", vm, "network"))!.Value);
    }
}
