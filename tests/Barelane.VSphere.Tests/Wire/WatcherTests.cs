using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

public class WatcherTests
{
    private static readonly ManagedObjectRef Task1 = new("Task", "task-1");

    [Fact]
    public async Task A_task_is_followed_through_empty_truncated_and_partial_updates_to_its_end()
    {
        var answers = new Queue<string>([
            Update("1", Info("running", "<progress>10</progress>"), "<truncated>true</truncated>"),
            string.Empty,
            Update("2", "<changeSet><name>info.progress</name><op>assign</op><val xsi:type=\"xsd:int\">50</val></changeSet>"),
            Update("-", Info("success", "<result xsi:type=\"ManagedObjectReference\" type=\"VirtualMachine\">vm-5</result>")),
        ]);
        await using var vim = Scripted(_ => answers.Dequeue());
        vim.On("RetrievePropertiesEx", _ => Objects("running", "<progress>50</progress>"));
        await using var session = await vim.OpenAsync();
        var progress = new List<int?>();

        var info = await new UpdateWatcher(session).TaskAsync(Task1, i => progress.Add(i.Progress), null, TestContext.Current.CancellationToken);

        Assert.True(info.Succeeded);
        Assert.Equal(new ManagedObjectRef("VirtualMachine", "vm-5"), info.Result);
        Assert.Equal([10, 50, null], progress);
        Assert.Equal(["", "1", "1", "2"], vim.Server.Requests.Where(r => r.Method == "WaitForUpdatesEx").Select(VersionOf));
    }

    [Fact]
    public async Task A_collector_version_that_the_server_has_dropped_starts_over()
    {
        var refused = false;
        await using var vim = Scripted(_ => Update("1", Info("running")));
        vim.OnRaw("WaitForUpdatesEx", (request, client) =>
        {
            if (VersionOf(request).Length > 0 && !refused)
            {
                refused = true;
                return ScriptedVim.FaultAsync(client, "InvalidCollectorVersion", "gone");
            }

            return ScriptedVim.ReplyAsync(client, "WaitForUpdatesEx", Update("2", Info(refused ? "success" : "running")));
        });
        await using var session = await vim.OpenAsync();

        var info = await new UpdateWatcher(session).TaskAsync(Task1, null, null, TestContext.Current.CancellationToken);

        Assert.True(info.Succeeded);
        Assert.Equal(["", "2", ""], vim.Server.Requests.Where(r => r.Method == "WaitForUpdatesEx").Select(VersionOf));
    }

    [Fact]
    public async Task A_lost_connection_and_an_expired_session_while_waiting_do_not_lose_the_task()
    {
        var calls = 0;
        await using var vim = Scripted(_ => string.Empty);
        vim.OnRaw("WaitForUpdatesEx", (request, client) => ++calls switch
        {
            1 => ScriptedVim.ReplyAsync(client, "WaitForUpdatesEx", Update("1", Info("running"))),
            2 or 3 => Task.FromResult(false),
            4 => ScriptedVim.FaultAsync(client, "NotAuthenticated", "expired"),
            6 => LoopbackServer.WriteAsync(client, 404, "text/html", "<html>starting</html>"),
            5 => ScriptedVim.FaultAsync(client, "ManagedObjectNotFound", "no such collector", "<obj type=\"PropertyCollector\">pc-1</obj>"),
            _ => ScriptedVim.ReplyAsync(client, "WaitForUpdatesEx", Update("9", Info("error", "<error><fault xsi:type=\"InvalidPowerState\"/><localizedMessage>It is on.</localizedMessage></error>"))),
        });
        await using var session = await vim.OpenAsync();

        var info = await new UpdateWatcher(session).TaskAsync(Task1, null, null, TestContext.Current.CancellationToken);

        Assert.Equal("error", info.State);
        Assert.Equal("InvalidPowerState", info.Error!.Type);
        Assert.Equal("It is on.", info.Error.Message);
        Assert.Equal(2, vim.CountOf("Login"));
    }

    [Fact]
    public async Task A_task_that_does_not_exist_any_more_ends_the_waiting_as_unknown()
    {
        await using var vim = Scripted(_ => Update("1", string.Empty));
        await using var session = await vim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimFaultException>(() => new UpdateWatcher(session).TaskAsync(Task1, null, null, TestContext.Current.CancellationToken));

        Assert.True(error.Fault.IsNotFound);
        Assert.Equal(VimDelivery.Unknown, error.Delivery);
    }

    [Fact]
    public async Task A_limit_ends_the_waiting_as_unknown_and_leaves_the_task_alone()
    {
        await using var vim = Scripted(_ => string.Empty);
        vim.OnRaw("WaitForUpdatesEx", async (request, client) =>
        {
            if (VersionOf(request).Length == 0)
            {
                return await ScriptedVim.ReplyAsync(client, "WaitForUpdatesEx", Update("1", Info("running")));
            }

            await Task.Delay(Timeout.Infinite, vim.Server.Stopping);
            return false;
        });
        await using var session = await vim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimTimeoutException>(() => new UpdateWatcher(session).TaskAsync(Task1, null, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));

        Assert.Equal(VimDelivery.Unknown, error.Delivery);
        Assert.Equal(0, vim.CountOf("CancelTask"));
        Assert.Equal(1, vim.CountOf("DestroyPropertyCollector"));
    }

    [Fact]
    public async Task A_power_on_of_many_tells_which_vm_was_not_attempted()
    {
        await using var vim = Scripted(_ => Update("1", Info(
            "success",
            "<result xsi:type=\"ClusterPowerOnVmResult\"><notAttempted><vm type=\"VirtualMachine\">vm-3</vm><fault><fault xsi:type=\"InsufficientResourcesFault\"/><localizedMessage>No host.</localizedMessage></fault></notAttempted></result>")));
        await using var session = await vim.OpenAsync();

        var info = await new UpdateWatcher(session).TaskAsync(Task1, null, null, TestContext.Current.CancellationToken);

        var vm = Assert.Single(info.NotAttempted);
        Assert.Equal("vm-3", vm.Vm.Value);
        Assert.Equal("No host.", vm.Why.Message);
    }

    private static ScriptedVim Scripted(Func<LoopbackRequest, string> wait)
    {
        var vim = new ScriptedVim();
        vim.On("CreatePropertyCollector", _ => "<returnval type=\"PropertyCollector\">pc-1</returnval>");
        vim.On("CreateFilter", _ => "<returnval type=\"PropertyFilter\">filter-1</returnval>");
        return vim.On("WaitForUpdatesEx", wait);
    }

    private static string Info(string state, string more = "") =>
        $"<changeSet><name>info</name><op>assign</op><val xsi:type=\"TaskInfo\"><key>task-1</key><descriptionId>VirtualMachine.x</descriptionId><state>{state}</state>{more}</val></changeSet>";

    private static string Update(string version, string changes, string after = "") =>
        $"<returnval><version>{version}</version><filterSet><filter type=\"PropertyFilter\">filter-1</filter>"
        + (changes.Length == 0 ? string.Empty : $"<objectSet><kind>modify</kind><obj type=\"Task\">task-1</obj>{changes}</objectSet>")
        + $"</filterSet>{after}</returnval>";

    private static string Objects(string state, string more) =>
        $"<returnval><objects><obj type=\"Task\">task-1</obj><propSet><name>info</name><val xsi:type=\"TaskInfo\"><state>{state}</state>{more}</val></propSet></objects></returnval>";

    private static string VersionOf(LoopbackRequest request)
    {
        var start = request.Body.IndexOf("<version", StringComparison.Ordinal);
        var open = request.Body.IndexOf('>', start);
        return request.Body[open - 1] == '/' ? string.Empty : request.Body[(open + 1)..request.Body.IndexOf('<', open)];
    }
}
