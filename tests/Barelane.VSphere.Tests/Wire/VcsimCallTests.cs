using Barelane.Core.Adapters;
using Barelane.TestKit.Vcsim;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

/// <summary>Every kind of call that vcsim carries out: its decoder refuses type names and fields that do not exist.</summary>
public sealed class VcsimCallTests : IAsyncLifetime
{
    private VcsimServer? _server;
    private VimSession? _session;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private VimSession Session => _session ?? throw new InvalidOperationException("No session has been opened.");

    public async ValueTask InitializeAsync()
    {
        _server = await VcsimServer.StartAsync();
        var endpoint = VimEndpoint.Parse(_server.Address.ToString()) with { Trust = CertificateTrust.Pin(_server.Thumbprint) };
        _session = await VimSession.OpenAsync(endpoint, new VimCredential(VcsimServer.User, VcsimServer.Password), TimeProvider.System, Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_vm_is_created_with_disk_network_and_vgpu_then_cloned_moved_upgraded_and_destroyed()
    {
        var folder = await FindAsync("DC0/vm");
        var pool = await FindAsync("DC0/host/DC0_C0/Resources");
        var host = await FindAsync("DC0/host/DC0_C0/DC0_C0_H1");
        var config = new VirtualMachineConfigSpec
        {
            Name = "render-09",
            Version = "vmx-13",
            GuestId = "ubuntu64Guest",
            VmPathName = "[LocalDS_0]",
            CpuCount = 2,
            MemoryMiB = 4096,
            MemoryReservationMiB = 4096,
            Firmware = "efi",
            EfiSecureBootEnabled = false,
            DeviceChanges =
            [
                DeviceChange.Add(new ScsiControllerSpec(-1, 0)),
                DeviceChange.Add(new DiskSpec(-2, 1L << 30) { ControllerKey = -1, UnitNumber = 0 }),
                DeviceChange.Add(new NetworkAdapterSpec(-3) { NetworkName = "VM Network" }),
                DeviceChange.Add(new PciPassthroughSpec(-4, new PciBacking.Vgpu("grid_a100-40c"))),
            ],
        };

        var vm = await DoAsync(VirtualMachineCalls.Create(folder, config, pool, host));
        var clone = await DoAsync(VirtualMachineCalls.Clone(vm!.Value, folder, "render-10", new CloneSpec(new RelocateSpec { Pool = pool, Host = host }) { Config = new VirtualMachineConfigSpec { CpuCount = 4 } }));
        await DoAsync(VirtualMachineCalls.Relocate(vm.Value, new RelocateSpec { Host = await FindAsync("DC0/host/DC0_C0/DC0_C0_H2") }));
        await DoAsync(VirtualMachineCalls.UpgradeHardware(vm.Value, "vmx-14"));
        await DoAsync(VirtualMachineCalls.Destroy(clone!.Value));

        Assert.Equal(vm, await Session.CallAsync(SearchCalls.FindByInventoryPath(Search, "DC0/vm/render-09"), Token));
        Assert.Null(await Session.CallAsync(SearchCalls.FindByInventoryPath(Search, "DC0/vm/render-10"), Token));
    }

    [Fact]
    public async Task A_snapshot_is_made_and_removed()
    {
        var vm = await FindAsync("DC0/vm/DC0_H0_VM0");

        var snapshot = await DoAsync(VirtualMachineCalls.CreateSnapshot(vm, "before", "made by a test", memory: false, quiesce: false));
        await DoAsync(VirtualMachineCalls.RemoveSnapshot(snapshot!.Value, removeChildren: false));

        Assert.Equal("VirtualMachineSnapshot", snapshot.Value.Type);
    }

    [Fact]
    public async Task A_host_goes_into_maintenance_and_comes_back()
    {
        var host = await FindAsync("DC0/host/DC0_H0/DC0_H0");
        var maintenance = new PropertySet<Maintenance>("HostSystem", _ => new Maintenance()).Add("runtime.inMaintenanceMode", (row, reader) => row.On = reader.ReadBoolean());

        await DoAsync(HostCalls.EnterMaintenanceMode(host, TimeSpan.Zero, evacuatePoweredOffVms: false));
        var inside = await new PropertyCollector(Session).ReadAsync(host, maintenance, Token);
        await DoAsync(HostCalls.ExitMaintenanceMode(host, TimeSpan.Zero));
        var outside = await new PropertyCollector(Session).ReadAsync(host, maintenance, Token);

        Assert.True(inside!.On);
        Assert.False(outside!.On);
    }

    [Fact]
    public async Task Groups_a_rule_and_overrides_are_put_into_a_cluster_and_taken_out()
    {
        var cluster = await FindAsync("DC0/host/DC0_C0");
        var vm = await FindAsync("DC0/vm/DC0_C0_RP0_VM0");
        var host = await FindAsync("DC0/host/DC0_C0/DC0_C0_H0");

        await DoAsync(ClusterCalls.Reconfigure(cluster, new ClusterConfigSpec
        {
            Groups =
            [
                new ClusterGroupChange(ArrayOperation.Add, "barelane-vms") { OfVms = true, Members = [vm] },
                new ClusterGroupChange(ArrayOperation.Add, "barelane-hosts") { Members = [host] },
            ],
        }));
        await DoAsync(ClusterCalls.Reconfigure(cluster, new ClusterConfigSpec
        {
            HaOverrides = [new HaOverrideChange(ArrayOperation.Add, vm) { RestartPriority = "disabled" }],
            DrsOverrides = [new DrsOverrideChange(ArrayOperation.Add, vm) { Enabled = true, Behavior = "manual" }],
            Rules = [new VmHostRuleChange(ArrayOperation.Add) { Name = "barelane", Enabled = true, Mandatory = false, VmGroup = "barelane-vms", HostGroup = "barelane-hosts" }],
        }));
        await DoAsync(ClusterCalls.Reconfigure(cluster, new ClusterConfigSpec
        {
            HaOverrides = [new HaOverrideChange(ArrayOperation.Remove, vm)],
            DrsOverrides = [new DrsOverrideChange(ArrayOperation.Remove, vm)],
            Groups = [new ClusterGroupChange(ArrayOperation.Remove, "barelane-hosts")],
        }));
        var again = await TaskAsync(ClusterCalls.Reconfigure(cluster, new ClusterConfigSpec { Groups = [new ClusterGroupChange(ArrayOperation.Remove, "barelane-hosts")] }));

        Assert.False(again.Succeeded);
    }

    [Fact]
    public async Task Vms_are_switched_on_together_and_placed_by_the_server()
    {
        var vm = await FindAsync("DC0/vm/DC0_C0_RP0_VM1");
        await DoAsync(VirtualMachineCalls.PowerOff(vm));

        var info = await TaskAsync(VirtualMachineCalls.PowerOnMany(await FindAsync("DC0"), [vm]));

        Assert.True(info.Succeeded);
        Assert.Empty(info.NotAttempted);
    }

    [Fact]
    public async Task What_a_host_offers_and_what_a_session_may_do_is_answered()
    {
        var host = await FindAsync("DC0/host/DC0_C0/DC0_C0_H0");
        var cluster = await FindAsync("DC0/host/DC0_C0");
        var browser = new PropertySet<Browser>("ClusterComputeResource", _ => new Browser()).Add("environmentBrowser", (row, reader) => row.Reference = reader.ReadRef());
        var environment = (await new PropertyCollector(Session).ReadAsync(cluster, browser, Token))!.Reference;

        var target = await Session.CallAsync(EnvironmentCalls.QueryConfigTarget(environment, host, reader => reader.ReadList(r => r.ReadStringOrSkip()).Count), Token);
        var privileges = await Session.CallAsync(
            AuthorizationCalls.HasPrivileges(Session.Content.Find("authorizationManager")!.Value, [host], Session.Key, ["Host.Config.PciPassthru", "Host.Config.Maintenance"]), Token);

        Assert.True(target > 0);
        Assert.Equal(host, Assert.Single(privileges).Entity);
        Assert.Equal(2, privileges[0].Granted.Count + privileges[0].Missing.Count);
    }

    [Fact]
    public async Task What_the_simulator_lacks_is_refused_by_name_and_nothing_breaks()
    {
        var host = await FindAsync("DC0/host/DC0_C0/DC0_C0_H2");

        var error = await Assert.ThrowsAsync<VimFaultException>(() => Session.CallAsync(HostCalls.Reboot(host, force: false), Token));

        Assert.Equal("MethodNotFound", error.Fault.Type);
        Assert.Contains("'RebootHost_Task'", error.Message, StringComparison.Ordinal);
    }

    private ManagedObjectRef Search => Session.Content.Find("searchIndex")!.Value;

    private async Task<ManagedObjectRef> FindAsync(string path) =>
        await Session.CallAsync(SearchCalls.FindByInventoryPath(Search, path), Token) ?? throw new InvalidOperationException($"vcsim has no '{path}'.");

    private async Task<TaskInfo> TaskAsync(VimCall<ManagedObjectRef> call) =>
        await new UpdateWatcher(Session).TaskAsync(await Session.CallAsync(call, Token), null, TimeSpan.FromMinutes(1), Token);

    private async Task<ManagedObjectRef?> DoAsync(VimCall<ManagedObjectRef> call)
    {
        var info = await TaskAsync(call);
        Assert.True(info.Succeeded, $"{call.Method}: {info.Error?.Describe()}");
        return info.Result;
    }

    private sealed class Maintenance
    {
        public bool On { get; set; }
    }

    private sealed class Browser
    {
        public ManagedObjectRef Reference { get; set; }
    }
}
