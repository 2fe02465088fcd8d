using Barelane.TestKit.Vcsim;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

/// <summary>The wire layer against a vCenter simulator that is not ours.</summary>
public class VcsimTests(VcsimFixture vcsim)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logging_in_tells_what_the_server_is()
    {
        await using var session = await vcsim.OpenAsync();

        Assert.True(session.Content.About.IsVirtualCenter);
        Assert.Equal(session.Content.About.ApiVersion, session.Client.Version);
        Assert.InRange(await session.CallAsync(SessionCalls.CurrentTime(), Token), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_as_a_login()
    {
        var error = await Assert.ThrowsAsync<VimLoginException>(() =>
            VimSession.OpenAsync(vcsim.Endpoint, new VimCredential(VcsimServer.User, "not-the-password"), TimeProvider.System, Token));

        Assert.DoesNotContain("not-the-password", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_versions_is_read()
    {
        using var client = new VimClient(vcsim.Endpoint, TimeProvider.System);

        Assert.Equal("6.5", VimVersion.ChooseFrom(await client.GetTextAsync("vimServiceVersions.xml", Token)));
    }

    [Fact]
    public async Task Hosts_come_with_their_pci_devices_in_one_look_at_the_tree()
    {
        await using var session = await vcsim.OpenAsync();
        var hosts = new List<HostRow>();
        var clusters = new List<NamedRow>();

        await new PropertyCollector(session).RetrieveTreeAsync(session.Content.RootFolder, [HostRow.Set.To(hosts.Add), NamedRow.Set("ClusterComputeResource").To(clusters.Add)], Token);

        Assert.Equal(4, hosts.Count);
        Assert.Equal("DC0_C0", Assert.Single(clusters).Name);
        Assert.All(hosts, host =>
        {
            Assert.Equal("connected", host.Connection);
            Assert.Contains(host.Devices, device => device.VendorId == 0x8086 && device.Id.Contains(':', StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_vm_is_reconfigured_with_a_device_and_extra_config_in_one_call()
    {
        await using var session = await vcsim.OpenAsync();
        var vm = await VmAsync(session, "DC0_C0_RP0_VM0");
        var spec = new VirtualMachineConfigSpec
        {
            DeviceChanges = [DeviceChange.Add(new PciPassthroughSpec(-100, new PciBacking.Fixed("0000:8a:00.0", 0x20f1, 0x10de, "69c2ad94-7c22-3506-dd02-000000000000")))],
            ExtraConfig = [new("pciPassthru.use64bitMMIO", "TRUE")],
            Firmware = "efi",
            MemoryReservationLockedToMax = true,
        };

        var task = await session.CallAsync(VirtualMachineCalls.Reconfigure(vm.Self, spec), Token);
        var info = await new UpdateWatcher(session).TaskAsync(task, null, TimeSpan.FromMinutes(1), Token);

        Assert.True(info.Succeeded, info.Error?.Describe());
        var after = await new PropertyCollector(session).ReadAsync(vm.Self, VmRow.Set, Token);
        Assert.Equal("20f1", Assert.Single(after!.PassthroughDeviceIds));
        Assert.Equal("TRUE", after.ExtraConfig["pciPassthru.use64bitMMIO"]);
        Assert.Equal("efi", after.Firmware);
    }

    [Fact]
    public async Task A_vm_is_switched_off_and_on_and_a_second_switching_on_fails_with_a_typed_fault()
    {
        await using var session = await vcsim.OpenAsync();
        var vm = await VmAsync(session, "DC0_C0_RP0_VM1");
        var watcher = new UpdateWatcher(session);

        var off = await watcher.TaskAsync(await session.CallAsync(VirtualMachineCalls.PowerOff(vm.Self), Token), null, TimeSpan.FromMinutes(1), Token);
        var isOff = await new PropertyCollector(session).ReadAsync(vm.Self, VmRow.Set, Token);
        var on = await watcher.TaskAsync(await session.CallAsync(VirtualMachineCalls.PowerOn(vm.Self), Token), null, TimeSpan.FromMinutes(1), Token);
        var again = await watcher.TaskAsync(await session.CallAsync(VirtualMachineCalls.PowerOn(vm.Self), Token), null, TimeSpan.FromMinutes(1), Token);

        Assert.True(off.Succeeded);
        Assert.Equal("poweredOff", isOff!.PowerState);
        Assert.True(on.Succeeded);
        Assert.Equal("InvalidPowerState", again.Error!.Type);
    }

    [Fact]
    public async Task A_change_of_state_is_seen_by_a_watcher_that_was_there_before()
    {
        await using var session = await vcsim.OpenAsync();
        await using var other = await vcsim.OpenAsync();
        var vm = await VmAsync(session, "DC0_C0_RP0_VM2");
        var seen = new TaskCompletionSource();

        var waiting = new UpdateWatcher(session).UntilAsync(vm.Self, VmRow.Set, row => row.PowerState == "poweredOff", _ => seen.TrySetResult(), TimeSpan.FromMinutes(1), Token);
        await seen.Task;
        await other.CallAsync(VirtualMachineCalls.PowerOff(vm.Self), Token);

        Assert.Equal("poweredOff", (await waiting).PowerState);
    }

    [Fact]
    public async Task The_tasks_of_a_vm_tell_what_ran_on_it()
    {
        await using var session = await vcsim.OpenAsync();
        var vm = await VmAsync(session, "DC0_C0_RP0_VM3");
        var task = await session.CallAsync(VirtualMachineCalls.PowerOff(vm.Self), Token);
        await new UpdateWatcher(session).TaskAsync(task, null, TimeSpan.FromMinutes(1), Token);

        var tasks = await RecentTasks.OfAsync(session, vm.Self, Token);

        Assert.Contains(tasks, t => t.Task == task && t.Succeeded && t.Entity == vm.Self);
    }

    [Fact]
    public async Task A_vm_that_does_not_exist_is_a_fault_that_names_it()
    {
        await using var session = await vcsim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimFaultException>(() => session.CallAsync(VirtualMachineCalls.PowerOff(new ManagedObjectRef("VirtualMachine", "vm-9999")), Token));

        Assert.True(error.Fault.IsNotFound);
        Assert.Contains("vm-9999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_of_an_ended_session_is_made_again()
    {
        await using var session = await vcsim.OpenAsync();
        await session.Client.SendAsync(SessionCalls.Logout(session.Content.SessionManager), TimeSpan.Zero, Token);

        Assert.Equal("DC0_C0_RP0_VM0", (await VmAsync(session, "DC0_C0_RP0_VM0")).Name);
    }

    private static async Task<VmRow> VmAsync(VimSession session, string name)
    {
        var vms = new List<VmRow>();
        await new PropertyCollector(session).RetrieveTreeAsync(session.Content.RootFolder, [VmRow.Set.To(vms.Add)], Token);
        return vms.Single(vm => vm.Name == name);
    }

    private sealed class HostRow
    {
        public static PropertySet<HostRow> Set { get; } = new PropertySet<HostRow>("HostSystem", _ => new HostRow())
            .Add("runtime.connectionState", (row, reader) => row.Connection = reader.ReadPooled())
            .Add("hardware.pciDevice", (row, reader) => row.Devices = reader.ReadList(ReadDevice));

        public string Connection { get; private set; } = string.Empty;

        public IReadOnlyList<(string Id, ushort VendorId)> Devices { get; private set; } = [];

        private static (string Id, ushort VendorId) ReadDevice(VimReader reader)
        {
            var id = string.Empty;
            ushort vendor = 0;
            foreach (var name in reader.Children())
            {
                switch (name)
                {
                    case "id":
                        id = reader.ReadString();
                        break;
                    case "vendorId":
                        vendor = reader.ReadId16();
                        break;
                }
            }

            return (id, vendor);
        }
    }

    private sealed class VmRow(ManagedObjectRef self)
    {
        public static PropertySet<VmRow> Set { get; } = new PropertySet<VmRow>("VirtualMachine", self => new VmRow(self))
            .Add("name", (row, reader) => row.Name = reader.ReadString())
            .Add("runtime.powerState", (row, reader) => row.PowerState = reader.ReadPooled())
            .Add("config.firmware", (row, reader) => row.Firmware = reader.ReadPooled())
            .Add("config.extraConfig", (row, reader) => row.ReadExtraConfig(reader))
            .Add("config.hardware.device", (row, reader) => row.ReadDevices(reader));

        public ManagedObjectRef Self => self;

        public string Name { get; private set; } = string.Empty;

        public string PowerState { get; private set; } = string.Empty;

        public string Firmware { get; private set; } = string.Empty;

        public Dictionary<string, string> ExtraConfig { get; } = [];

        public List<string> PassthroughDeviceIds { get; } = [];

        private void ReadExtraConfig(VimReader reader)
        {
            foreach (var _ in reader.Children())
            {
                var key = string.Empty;
                foreach (var name in reader.Children())
                {
                    switch (name)
                    {
                        case "key":
                            key = reader.ReadString();
                            break;
                        case "value":
                            ExtraConfig[key] = reader.ReadString();
                            break;
                    }
                }
            }
        }

        private void ReadDevices(VimReader reader)
        {
            foreach (var _ in reader.Children())
            {
                if (reader.TypeName != "VirtualPCIPassthrough")
                {
                    continue;
                }

                foreach (var name in reader.Children())
                {
                    if (name != "backing")
                    {
                        continue;
                    }

                    foreach (var field in reader.Children())
                    {
                        if (field == "deviceId")
                        {
                            PassthroughDeviceIds.Add(reader.ReadString());
                        }
                    }
                }
            }
        }
    }
}
