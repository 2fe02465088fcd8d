using Barelane.HyperV.PowerShell;
using Barelane.TestKit.Ssh;

namespace Barelane.HyperV.Tests.PowerShell;

/// <summary>Over Debian's own ssh client and server, on loopback.</summary>
public sealed class SshTransportTests
{
    private static readonly HostScript Reading = HostScript.Of("read-host", "Get-VMHost", TimeSpan.FromSeconds(30), onlyReads: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_and_its_data_arrive_as_they_are_also_many_at_once()
    {
        using var fake = new FakePowerShell("Windows says hello\r\n" + Envelopes.Of(Envelopes.Fine), "#< CLIXML");
        await using var server = await LoopbackSshServer.StartAsync(fake.Folder, Token);
        await using var host = new PowerShellHost(new SshTransport(server.Client(), TimeProvider.System));

        var answer = await host.RunAsync(Reading, new() { ["name"] = "vm'; rm -rf / #\u2019" }, Token);
        var others = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.RunAsync(Reading, [], Token)));

        Assert.Equal("vm1", answer.One().GetProperty("name").GetString());
        Assert.Equal(6, others.Length);
        Assert.Equal(Bootstrap.Arguments, fake.Arguments);
        Assert.Equal(Bootstrap.Input(Reading, []), fake.Input);
        Assert.Equal(7, fake.Runs);
    }

    [Fact]
    public async Task An_input_of_megabytes_arrives_whole()
    {
        using var fake = new FakePowerShell(Envelopes.Of(Envelopes.Fine));
        await using var server = await LoopbackSshServer.StartAsync(fake.Folder, Token);
        await using var host = new PowerShellHost(new SshTransport(server.Client(), TimeProvider.System));
        System.Text.Json.Nodes.JsonObject arguments = new() { ["content"] = new string('A', 3 << 20) };

        await host.RunAsync(Reading, arguments, Token);

        Assert.Equal(Bootstrap.Input(Reading, arguments), fake.Input);
    }

    [Fact]
    public async Task A_host_whose_key_is_not_known_is_refused_by_ssh_and_nothing_was_done()
    {
        using var fake = new FakePowerShell(Envelopes.Of(Envelopes.Fine));
        await using var server = await LoopbackSshServer.StartAsync(fake.Folder, Token);
        File.WriteAllText(server.KnownHosts, "");
        await using var host = new PowerShellHost(new SshTransport(server.Client(), TimeProvider.System));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.NotSent, failed.Kind);
        Assert.Equal("host-key-unknown", failed.Problem.Code);
        Assert.Equal(0, fake.Runs);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_told()
    {
        using var fake = new FakePowerShell("");
        await using var server = await LoopbackSshServer.StartAsync(fake.Folder, Token);
        await server.StopAsync();
        await using var host = new PowerShellHost(new SshTransport(server.Client(), TimeProvider.System));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.NotSent, failed.Kind);
        Assert.Equal("unreachable", failed.Problem.Code);
        Assert.Contains("Connection refused", failed.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_PowerShell_is_told_and_nothing_was_done()
    {
        await using var server = await LoopbackSshServer.StartAsync("/var/empty", Token);
        await using var host = new PowerShellHost(new SshTransport(server.Client(), TimeProvider.System));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.NotSent, failed.Kind);
        Assert.Equal("powershell-missing", failed.Problem.Code);
    }

    [Fact]
    public async Task A_connection_that_breaks_between_act_and_answer_leaves_the_outcome_unknown_and_the_script_is_not_sent_again()
    {
        // The session's own sshd is killed after the input was read, as a lost line would end it.
        using var fake = new FakePowerShell("", then: "kill -9 $(ps -o ppid= -p $PPID)");
        await using var server = await LoopbackSshServer.StartAsync(fake.Folder, Token);
        await using var host = new PowerShellHost(new SshTransport(server.Client(), TimeProvider.System));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.Lost, failed.Kind);
        Assert.True(failed.IsOpen);
        Assert.Equal(1, fake.Runs);
    }
}
