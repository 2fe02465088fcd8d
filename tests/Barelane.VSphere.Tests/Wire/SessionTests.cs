using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

public class SessionTests
{
    private static readonly ManagedObjectRef Vm = new("VirtualMachine", "vm-1");

    [Fact]
    public async Task The_newest_version_that_both_sides_know_is_claimed_after_the_first_request()
    {
        await using var vim = new ScriptedVim();

        await using var session = await vim.OpenAsync();

        Assert.Equal(["\"urn:vim25/6.5\"", "\"urn:vim25/8.0.3.0\""], vim.Server.Requests.Select(r => $"\"{r.Headers["SOAPAction"].Trim('"')}\""));
    }

    [Fact]
    public async Task A_server_that_refuses_the_version_is_asked_for_those_it_knows()
    {
        var first = true;
        await using var vim = new ScriptedVim();
        vim.OnRaw("Login", (_, client) =>
        {
            var refuse = first;
            first = false;
            return refuse
                ? ScriptedVim.FaultAsync(client, "InvalidRequest", "Unsupported version URI \"urn:vim25/8.0.3.0\"")
                : ScriptedVim.ReplyAsync(client, "Login", "<returnval><key>k</key></returnval>");
        });
        vim.OnRaw(string.Empty, (_, client) => LoopbackServer.WriteAsync(
            client,
            200,
            "text/xml",
            "<namespaces version=\"1.0\"><namespace><name>urn:vim25</name><version>8.0.2.0</version><priorVersions><version>7.0</version></priorVersions></namespace>"
            + "<namespace><name>urn:vsan</name><version>8.9</version></namespace></namespaces>"));

        await using var session = await vim.OpenAsync();

        Assert.Equal("8.0.2.0", session.Client.Version);
    }

    [Theory]
    [InlineData("8.0.3.0", "8.0.3.0")]
    [InlineData("9.1.1.0", "9.1.1.0")]
    [InlineData("12.0", "6.5")]
    [InlineData("dev", "6.5")]
    public void A_version_that_is_not_understood_falls_back_to_the_oldest(string offered, string chosen) => Assert.Equal(chosen, VimVersion.Choose(offered));

    [Fact]
    public async Task An_expired_session_logs_in_again_and_repeats_a_question_and_a_change()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw("CurrentTime", (request, client) => Guarded(request, client, "cookie-2", "<returnval>2026-01-02T03:04:05Z</returnval>"));
        vim.OnRaw("PowerOffVM_Task", (request, client) => Guarded(request, client, "cookie-3", "<returnval type=\"Task\">task-9</returnval>"));
        await using var session = await vim.OpenAsync();

        await session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken);
        var task = await session.CallAsync(VirtualMachineCalls.PowerOff(Vm), TestContext.Current.CancellationToken);

        Assert.Equal(new ManagedObjectRef("Task", "task-9"), task);
        Assert.Equal(3, vim.CountOf("Login"));
        Assert.Equal("key-3", session.Key);
    }

    [Fact]
    public async Task A_session_that_the_server_began_for_an_expired_call_does_not_replace_the_one_that_logged_in_meanwhile()
    {
        await using var vim = new ScriptedVim();
        TaskCompletionSource<bool> bothRefused = new(TaskCreationOptions.RunContinuationsAsynchronously), firstDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = 0;
        vim.OnRaw("CurrentTime", async (request, client) =>
        {
            if (request.Headers.TryGetValue("Cookie", out var cookie) && cookie.Contains("cookie-2", StringComparison.Ordinal))
            {
                return await ScriptedVim.ReplyAsync(client, request.Method, "<returnval>2026-01-02T03:04:05Z</returnval>");
            }

            if (Interlocked.Increment(ref refused) == 2)
            {
                bothRefused.SetResult(true);
                await firstDone.Task;
            }

            return await ScriptedVim.FaultAsync(client, "NotAuthenticated", "The session is not authenticated.", headers: "Set-Cookie: vmware_soap_session=\"stray\"; Path=/\r\n");
        });
        await using var session = await vim.OpenAsync();
        vim.OnRaw("Login", async (request, client) =>
        {
            await bothRefused.Task;
            return await ScriptedVim.ReplyAsync(client, request.Method, "<returnval><key>key-2</key></returnval>", "Set-Cookie: vmware_soap_session=\"cookie-2\"; Path=/\r\n");
        });

        var first = session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken);
        var second = session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken);
        var done = await Task.WhenAny(first, second);
        await done;
        firstDone.SetResult(true);
        await Task.WhenAll(first, second);

        Assert.Equal(2, vim.CountOf("Login"));
    }

    [Fact]
    public async Task Properties_that_are_missing_for_want_of_a_session_count_as_an_expired_session()
    {
        await using var vim = new ScriptedVim();
        vim.On("RetrievePropertiesEx", request => request.Headers["Cookie"].Contains("cookie-2", StringComparison.Ordinal)
            ? "<returnval><objects><obj type=\"VirtualMachine\">vm-1</obj><propSet><name>name</name><val xsi:type=\"xsd:string\">a</val></propSet></objects></returnval>"
            : "<returnval><objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet><path>name</path><fault><fault xsi:type=\"NotAuthenticated\"/><localizedMessage/></fault></missingSet></objects></returnval>");
        await using var session = await vim.OpenAsync();

        var row = await new PropertyCollector(session).ReadAsync(Vm, NamedRow.Set("VirtualMachine"), TestContext.Current.CancellationToken);

        Assert.Equal("a", row!.Name);
        Assert.Equal(2, vim.CountOf("Login"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_with_the_user_and_without_the_password()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw("Login", (_, client) => ScriptedVim.FaultAsync(client, "InvalidLogin", "Cannot complete login with hunter2-hunter2."));

        var error = await Assert.ThrowsAsync<VimLoginException>(() => vim.OpenAsync("hunter2-hunter2"));

        Assert.Contains("'gpu@vsphere.local'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_keeps_its_type_keys_fields_and_cause_and_loses_secrets()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw("StartProgramInGuest", (_, client) => ScriptedVim.FaultAsync(
            client,
            "GenericVmConfigFault",
            "The guest said: sesame-open-now",
            "<faultCause><fault xsi:type=\"InvalidState\"/><localizedMessage>wrong state</localizedMessage></faultCause>"
            + "<faultMessage><key>msg.pciPassthru.noMigration</key><arg><key>1</key><value xsi:type=\"xsd:string\">x</value></arg><message>No sesame-open-now.</message></faultMessage><reason>because</reason>"));
        await using var session = await vim.OpenAsync();
        var call = GuestCalls.StartProgram(new ManagedObjectRef("GuestProcessManager", "gpm"), Vm, new VimCredential("root", "sesame-open-now"), new GuestProgram("/bin/true", ""));

        var error = await Assert.ThrowsAsync<VimFaultException>(() => session.CallAsync(call, TestContext.Current.CancellationToken));

        Assert.Equal("GenericVmConfigFault", error.Fault.Type);
        Assert.Equal("msg.pciPassthru.noMigration", Assert.Single(error.Fault.Messages).Key);
        Assert.Equal("because", error.Fault.Fields["reason"]);
        Assert.Equal("InvalidState", error.Fault.Cause!.Type);
        Assert.DoesNotContain("sesame", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(VimDelivery.Refused, error.Delivery);
    }

    [Fact]
    public async Task Closing_a_session_logs_out()
    {
        await using var vim = new ScriptedVim();
        var session = await vim.OpenAsync();

        await session.DisposeAsync();

        Assert.Equal(1, vim.CountOf("Logout"));
    }

    private static Task<bool> Guarded(LoopbackRequest request, Stream client, string cookie, string inside) =>
        request.Headers["Cookie"].Contains(cookie, StringComparison.Ordinal)
            ? ScriptedVim.ReplyAsync(client, request.Method, inside)
            : ScriptedVim.FaultAsync(client, "NotAuthenticated", "The session is not authenticated.");
}
