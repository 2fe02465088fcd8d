using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.VSphere.Tests.Wire;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>Sites as a whole: identities, older and stranger servers, sessions that end.</summary>
public class SiteReadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lone_host_is_a_site_of_its_own_known_by_its_hardware()
    {
        await using var site = await ScriptedSite.FromAsync(new ScriptedVim()
            .On("RetrieveServiceContent", _ => "<returnval><rootFolder type=\"Folder\">ha-folder-root</rootFolder><propertyCollector type=\"PropertyCollector\">ha-property-collector</propertyCollector><viewManager type=\"ViewManager\">ViewManager</viewManager>"
                + "<about><fullName>VMware ESXi 8.0.3 build-1</fullName><version>8.0.3</version><apiType>HostAgent</apiType><apiVersion>8.0.3.0</apiVersion></about><sessionManager type=\"SessionManager\">ha-sessionmgr</sessionManager></returnval>")
            .On("RetrievePropertiesEx", _ => "<returnval>"
                + Vim.Object("HostSystem", "ha-host", Vim.Text("name", "esx-lone"), Vim.Ref("parent", "ComputeResource", "ha-compute-res"), Vim.Property("hardware.systemInfo", "HostSystemInfo", $"<uuid>{Vim.HostUuid}</uuid>"))
                + Vim.Object("ComputeResource", "ha-compute-res", Vim.Text("name", "esx-lone"))
                + "</returnval>"));

        var inventory = await site.Source.ReadAsync(InspectScope.Whole, Token);

        Assert.Equal(Vim.HostUuid, inventory.Site.Ref.Site);
        Assert.False(inventory.Site.ManagesFleet);
        Assert.Empty(inventory.Clusters);
        Assert.Null(Assert.Single(inventory.Hosts).ClusterId);
    }

    [Fact]
    public async Task Hosts_that_share_a_uuid_are_known_by_the_servers_references()
    {
        var inventory = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid), Vim.Host("host-2", Vim.HostUuid.ToUpperInvariant()), Vim.Host("host-3", "00000000-0000-0000-0000-000000000000"));

        Assert.Equal(["host-1", "host-2", "host-3"], inventory.Hosts.Select(h => h.Ref.Id));
    }

    [Fact]
    public async Task A_property_that_the_server_calls_invalid_is_left_out_and_the_rest_is_read()
    {
        var asked = 0; // each inspection asks for VMs and for hosts; the first one asks for hosts twice
        await using var site = await ScriptedSite.FromAsync(new ScriptedVim().OnRaw("RetrievePropertiesEx", (request, client) =>
        {
            Interlocked.Increment(ref asked);
            return request.Body.Contains(">config.sharedGpuCapabilities<", StringComparison.Ordinal)
                ? ScriptedVim.FaultAsync(client, "InvalidProperty", "A specified parameter was not correct", "<name>config.sharedGpuCapabilities</name>")
                : ScriptedVim.ReplyAsync(client, "RetrievePropertiesEx", $"<returnval>{Vim.Frame()}{Vim.Host("host-1", Vim.HostUuid)}</returnval>");
        }));

        Assert.Single((await site.Source.ReadAsync(InspectScope.Whole, Token)).Hosts);
        Assert.Single((await site.Source.ReadAsync(InspectScope.Whole, Token)).Hosts);
        Assert.Equal(3 + 2, asked);
    }

    [Fact]
    public async Task An_old_server_is_not_asked_for_what_came_later()
    {
        var server = new ScriptedVim();
        server.On("RetrieveServiceContent", _ => "<returnval><rootFolder type=\"Folder\">group-d1</rootFolder><propertyCollector type=\"PropertyCollector\">pc</propertyCollector><viewManager type=\"ViewManager\">vm</viewManager>"
            + "<about><fullName>VMware vCenter Server 6.5.0</fullName><apiType>VirtualCenter</apiType><apiVersion>6.5</apiVersion><instanceUuid>11111111-2222-3333-4444-555555555555</instanceUuid></about><sessionManager type=\"SessionManager\">sm</sessionManager></returnval>");
        server.On("RetrievePropertiesEx", _ => $"<returnval>{Vim.Frame()}{Vim.Host("host-1", Vim.HostUuid)}</returnval>");
        await using var site = await ScriptedSite.FromAsync(server);

        var host = Assert.Single((await site.Source.ReadAsync(InspectScope.Whole, Token)).Hosts);

        var question = string.Concat(server.Server.Requests.Where(r => r.Method == "RetrievePropertiesEx").Select(r => r.Body));
        Assert.DoesNotContain("assignableHardwareBinding", question, StringComparison.Ordinal);
        Assert.DoesNotContain("deviceRebindWithoutRebootSupported", question, StringComparison.Ordinal);
        Assert.DoesNotContain("vbsEnabled", question, StringComparison.Ordinal);
        Assert.Equal(ObservedState.Absent, host.AssignableHardware.State);
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_gives_the_whole_site_and_never_an_empty_one()
    {
        var lost = true;
        await using var site = await ScriptedSite.FromAsync(new ScriptedVim().OnRaw("RetrievePropertiesEx", (request, client) =>
        {
            if (lost && request.Headers["Cookie"].Contains("cookie-1", StringComparison.Ordinal))
            {
                return ScriptedVim.FaultAsync(client, "NotAuthenticated", "The session is not authenticated.");
            }

            // The view went with the session: an answer about it is empty, and no error.
            var answer = lost ? "<returnval></returnval>" : $"<returnval>{Vim.Frame()}{Vim.Host("host-1", Vim.HostUuid)}</returnval>";
            lost = false;
            return ScriptedVim.ReplyAsync(client, "RetrievePropertiesEx", answer);
        }));

        Assert.Single((await site.Source.ReadAsync(InspectScope.Whole, Token)).Hosts);
    }

    [Fact]
    public async Task A_vm_without_configuration_is_listed_and_says_why_nothing_is_known_of_it()
    {
        var inventory = await ScriptedSite.InspectAsync(Vim.Frame(), Vim.Host("host-1", Vim.HostUuid), Vim.Object("VirtualMachine", "vm-9", Vim.Text("name", "lost"), Vim.Ref("runtime.host", "HostSystem", "host-1")));

        var vm = Assert.Single(inventory.Vms);
        Assert.Equal("vm-9", vm.Ref.Id);
        Assert.Equal(ObservedState.Unreadable, vm.Attached.State);
        Assert.Contains("lost", vm.Attached.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_a_problem_of_the_site_by_its_alias()
    {
        await using var site = await ScriptedSite.FromAsync(new ScriptedVim().OnRaw("RetrievePropertiesEx", (_, _) => Task.FromResult(false)));

        var error = await Assert.ThrowsAsync<SiteException>(() => site.Source.ReadAsync(InspectScope.Whole, Token));

        Assert.Equal("connection-lost", error.Problem.Code);
        Assert.Contains("'dc1'", error.Problem.Message, StringComparison.Ordinal);
    }
}
