using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.VSphere.Inventory;
using Barelane.VSphere.Tests.Wire;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>Inspection of a vCenter simulator that is not ours.</summary>
public class VcsimInventoryTests(VcsimFixture vcsim)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_site_is_read_with_clusters_hosts_devices_and_vms()
    {
        await using var session = await vcsim.OpenAsync();
        var site = await Source(session).ReadAsync(InspectScope.Whole, Token);

        Assert.True(site.IsWhole);
        Assert.True(site.Site.ManagesFleet);
        Assert.Equal(session.Content.About.InstanceUuid, site.Site.Ref.Site);
        Assert.Equal("DC0_C0", Assert.Single(site.Clusters).Name);
        Assert.Equal(4, site.Hosts.Count);
        Assert.All(site.Hosts, host =>
        {
            Assert.Equal(HostConnection.Connected, host.Connection.Value);
            Assert.True(Guid.TryParse(host.Ref.Id, out _));
            Assert.True(host.MemoryMiB.Value > 0);
            Assert.Contains(host.Devices, d => d.Id.Vendor == PciId.Intel);
            Assert.Equal(host.Devices.OrderBy(d => d.Address).Select(d => d.Address), host.Devices.Select(d => d.Address));
        });
        Assert.Equal(3, site.Hosts.Count(h => h.ClusterId == site.Clusters[0].Ref.Id));
        Assert.Equal(8, site.Vms.Count);
        Assert.All(site.Vms, vm =>
        {
            Assert.Equal($"DC0/vm/{vm.Name}", vm.Path);
            Assert.Contains(site.Hosts, h => h.Ref == vm.Host);
            Assert.True(vm.Power.HasValue);
            Assert.True(vm.Options.HasValue);
            Assert.True(vm.Attached.HasValue);
            Assert.NotEmpty(vm.Storage);
        });
    }

    [Fact]
    public async Task What_the_server_does_not_tell_is_said_and_not_made_up()
    {
        await using var session = await vcsim.OpenAsync();
        var site = await Source(session).ReadAsync(InspectScope.Whole, Token);
        var host = site.Hosts[0];

        Assert.Equal(ObservedState.Unreadable, host.Devices[0].State.State);
        Assert.Equal(ObservedState.Unreadable, host.Iommu.State);
        Assert.Equal(ObservedState.Absent, host.RebindWithoutReboot.State);
        Assert.Equal(ObservedState.Inferred, host.FreeMemoryMiB.State);
    }

    [Fact]
    public async Task A_scope_of_one_vm_brings_it_with_its_host_the_cluster_and_nothing_else()
    {
        await using var session = await vcsim.OpenAsync();
        var source = Source(session);
        var site = await source.ReadAsync(new InspectScope { VmNames = ["DC0/vm/DC0_H0_VM3"] }, Token);

        Assert.False(site.IsWhole);
        var vm = Assert.Single(site.Vms, v => v.Name == "DC0_H0_VM3");
        var host = Assert.Single(site.Hosts);
        Assert.Equal(host.Ref, vm.Host);
        Assert.Null(host.ClusterId);
        Assert.All(site.Vms, v => Assert.Equal(host.Ref, v.Host));
    }

    [Fact]
    public async Task Candidates_are_the_hosts_of_the_vms_cluster()
    {
        await using var session = await vcsim.OpenAsync();
        var site = await Source(session).ReadAsync(new InspectScope { VmNames = ["DC0_C0_RP0_VM3"], WithCandidates = true }, Token);

        Assert.Equal(3, site.Hosts.Count);
        Assert.Single(site.Clusters);
        Assert.Contains(site.Vms, v => v.Name == "DC0_C0_RP0_VM3");
    }

    [Fact]
    public async Task Of_a_vm_that_does_not_exist_those_with_the_nearest_names_are_shown()
    {
        await using var session = await vcsim.OpenAsync();
        var site = await Source(session).ReadAsync(new InspectScope { VmNames = ["DC0_C0_RP0_VN3"] }, Token);

        Assert.Contains(site.Vms, v => v.Name == "DC0_C0_RP0_VM3");
    }

    [Fact]
    public async Task Identities_are_the_same_whole_scoped_and_by_reference()
    {
        await using var session = await vcsim.OpenAsync();
        var whole = await Source(session).ReadAsync(InspectScope.Whole, Token);
        var vm = whole.Vms.Single(v => v.Name == "DC0_C0_RP0_VM3");

        var scoped = await Source(session).ReadAsync(new InspectScope { Objects = [vm.Ref] }, Token);

        Assert.Equal(vm.Host, scoped.Vms.Single(v => v.Ref == vm.Ref).Host);
        Assert.Equal(vm.Path, scoped.Vms.Single(v => v.Ref == vm.Ref).Path);
        Assert.Contains(scoped.Hosts, h => h.Ref == vm.Host);
    }

    [Fact]
    public async Task A_vm_that_carries_a_documents_mark_is_found_by_it()
    {
        await using var session = await vcsim.OpenAsync();
        var source = Source(session);
        var vm = (await source.ReadAsync(new InspectScope { VmNames = ["DC0_H0_VM2"] }, Token)).Vms.Single(v => v.Name == "DC0_H0_VM2");
        var task = await session.CallAsync(
            VirtualMachineCalls.Reconfigure(source.Ids.Find(vm.Ref)!.Value, new VirtualMachineConfigSpec { ExtraConfig = [new("barelane.document", "render-farm"), new("guestinfo.secret", "hunter2")] }), Token);
        Assert.True((await new UpdateWatcher(session).TaskAsync(task, null, TimeSpan.FromMinutes(1), Token)).Succeeded);

        var marked = await source.ReadAsync(new InspectScope { MarkedBy = "render-farm" }, Token);
        var others = await source.ReadAsync(new InspectScope { MarkedBy = "somebody-else" }, Token);

        var found = marked.Vms.Single(v => v.Ref == vm.Ref);
        Assert.Equal("render-farm", found.Options.Value["barelane.document"]);
        Assert.DoesNotContain(found.Options.Value, o => o.Key.StartsWith("guestinfo", StringComparison.OrdinalIgnoreCase) || o.Value == "hunter2");
        Assert.Empty(others.Vms);
    }

    private static VSphereInventorySource Source(VimSession session) => new(session, "dc1", new HashSet<string>());
}
