using System.Net;
using Barelane.Twin.Building;
using Barelane.Twin.Faults;

namespace Barelane.Twin.Tests.Services;

public sealed class SessionTests
{
    [Fact]
    public async Task A_wrong_password_is_an_InvalidLogin_with_http_500()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo());
        using var client = new SdkClient(twin);

        var fault = await Bench.FaultAsync(() => client.CallAsync(
            "Login", "SessionManager", "SessionManager", "<userName>administrator@vsphere.local</userName><password>no</password>"));

        Assert.Equal("InvalidLogin", fault.Type);
        Assert.Equal(HttpStatusCode.InternalServerError, fault.Status);
    }

    [Fact]
    public async Task Without_a_login_nothing_but_the_service_content_is_shown()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo());
        using var client = new SdkClient(twin);

        var content = await client.CallAsync("RetrieveServiceContent", "ServiceInstance", "ServiceInstance");
        var fault = await Bench.FaultAsync(() => client.ReadAsync("Folder", "group-d1", "name"));

        Assert.Equal("VirtualCenter", content.Descendants(SdkClient.Vim + "apiType").Single().Value);
        Assert.Equal("NotAuthenticated", fault.Type);
    }

    [Fact]
    public async Task After_logout_the_session_is_gone()
    {
        await using var bench = await Bench.StartAsync();

        await bench.Client.CallAsync("Logout", "SessionManager", "SessionManager");
        var fault = await Bench.FaultAsync(() => bench.Client.ReadAsync("Folder", "group-d1", "name"));

        Assert.Equal("NotAuthenticated", fault.Type);
    }

    [Fact]
    public async Task A_session_expires_after_the_calls_a_rule_gives_it()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Action = FaultAction.ExpireSession, Skip = 2 });

        await bench.Client.ReadAsync("Folder", "group-d1", "name");
        await bench.Client.ReadAsync("Folder", "group-d1", "name");
        var fault = await Bench.FaultAsync(() => bench.Client.ReadAsync("Folder", "group-d1", "name"));
        using var again = await SdkClient.LoginAsync(bench.Twin);

        Assert.Equal("NotAuthenticated", fault.Type);
        Assert.Equal("Datacenters", (await again.ReadAsync("Folder", "group-d1", "name"))!.Value);
    }

    [Fact]
    public async Task The_version_document_lists_no_version_newer_than_the_site()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Old());
        using var client = new SdkClient(twin);

        var versions = await client.Http.GetStringAsync(new Uri(twin.Url, "/sdk/vimServiceVersions.xml"), TestContext.Current.CancellationToken);

        Assert.Contains("<version>6.5</version>\n  <priorVersions>", versions, StringComparison.Ordinal);
        Assert.DoesNotContain("6.7", versions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_privilege_taken_away_is_reported_and_enforced()
    {
        var options = new TwinOptions
        {
            Users = [new TwinUser("administrator@vsphere.local", "secret") { DeniedPrivileges = new HashSet<string> { "Host.Config.PciPassthru" } }],
        };
        await using var bench = await Bench.StartAsync(options: options);
        var host = bench.Host().Ref.Id;

        var answer = await bench.Client.CallAsync("HasPrivilegeOnEntities", "AuthorizationManager", "AuthorizationManager",
            $"<entity type=\"HostSystem\">{host}</entity><sessionId>{bench.Client.SessionKey}</sessionId>"
            + "<privId>Host.Config.PciPassthru</privId><privId>Host.Config.Maintenance</privId>");
        var fault = await Bench.FaultAsync(() => bench.PassthruAsync(
            $"<config><id>{Bench.Gpu}</id><passthruEnabled>false</passthruEnabled></config>"));

        Assert.Equal(["false", "true"], answer.Descendants(SdkClient.Vim + "isGranted").Select(e => e.Value));
        Assert.Equal("NoPermission", fault.Type);
        Assert.Equal("Host.Config.PciPassthru", fault.Field("privilegeId"));
    }

    [Fact]
    public async Task After_a_restart_of_the_service_sessions_and_old_tasks_are_gone()
    {
        await using var bench = await Bench.StartAsync();
        var task = (await bench.Client.CallAsync("PowerOnVM_Task", "VirtualMachine", bench.Vm().Ref.Id)).Value;
        await bench.Client.WaitAsync(task);

        bench.Site.ForgetTasks();
        var forgotten = await Bench.FaultAsync(() => bench.Client.ReadAsync("Task", task, "info"));
        bench.Site.ExpireSessions();
        var expired = await Bench.FaultAsync(() => bench.Client.ReadAsync("Folder", "group-d1", "name"));

        Assert.Equal(["ManagedObjectNotFound", "NotAuthenticated"], [forgotten.Type, expired.Type]);
    }

    [Fact]
    public async Task The_current_session_is_that_of_the_caller()
    {
        await using var bench = await Bench.StartAsync();
        using var other = await SdkClient.LoginAsync(bench.Twin);

        var mine = await bench.Client.ReadAsync("SessionManager", "SessionManager", "currentSession.key");
        var theirs = await other.ReadAsync("SessionManager", "SessionManager", "currentSession.key");

        Assert.Equal([bench.Client.SessionKey, other.SessionKey], [mine!.Value, theirs!.Value]);
    }
}
