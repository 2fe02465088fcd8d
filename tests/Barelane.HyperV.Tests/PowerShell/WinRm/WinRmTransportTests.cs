using System.Net;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.FakeHyperV.WinRm;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.PowerShell.WinRm;

namespace Barelane.HyperV.Tests.PowerShell.WinRm;

public sealed class WinRmTransportTests
{
    private static readonly HostScript Changing = HostScript.Of("set-vm", "Set-VM -Id $Arguments.id", TimeSpan.FromSeconds(60), onlyReads: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_and_its_data_arrive_as_they_are_and_nothing_stays_open()
    {
        WinRmCommand? seen = null;
        await using var server = await ServerAsync(new(), command => (seen = command).Input.ContinueWith(_ => Fine(), TaskScheduler.Default));
        await using var host = Host(server);

        var answer = await host.RunAsync(Changing, new() { ["id"] = "\u2019; Stop-Computer; \u2019" }, Token);

        Assert.Equal("vm1", answer.One().GetProperty("name").GetString());
        Assert.Equal(Bootstrap.CommandLine, seen!.Line);
        Assert.Equal(Bootstrap.Input(Changing, new() { ["id"] = "\u2019; Stop-Computer; \u2019" }), await seen.Input);
        Assert.Equal((1, 0), (server.Service.Opened, server.Service.Open));
        Assert.Equal(["Create", "Command", "Send", "Receive", "Signal", "Delete"], server.Asked.Select(a => a[(a.LastIndexOf('/') + 1)..]));
    }

    [Fact]
    public async Task An_input_of_megabytes_goes_in_pieces_that_fit_the_smallest_envelope_and_a_long_answer_comes_in_pieces()
    {
        WinRmCommand? seen = null;
        var answer = Encoding.UTF8.GetBytes(Envelopes.Of($$"""{"v":1,"ok":true,"data":["{{new string('ü', 200_000)}}"]}"""));
        await using var server = await ServerAsync(
            new() { MaxEnvelopeSize = WsMan.MaxEnvelopeSize },
            command => (seen = command).Input.ContinueWith(_ => new WinRmOutput(0, answer, []), TaskScheduler.Default));
        await using var host = Host(server);

        var got = await host.RunAsync(Changing, new() { ["id"] = new string('A', 1 << 20) }, Token);

        Assert.Equal(200_000, got.Data[0].GetString()!.Length);
        Assert.Equal(Bootstrap.Input(Changing, new() { ["id"] = new string('A', 1 << 20) }), await seen!.Input);
        Assert.True(server.Asked.Count(a => a == WsMan.Send) > 10);
    }

    [Fact]
    public async Task A_script_that_takes_longer_than_the_service_holds_a_request_is_asked_for_again()
    {
        var slow = new TaskCompletionSource<WinRmOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeWinRmServer? running = null;
        await using var server = await ServerAsync(new() { Hold = TimeSpan.FromMilliseconds(5), Keeps = Count }, _ => slow.Task);
        running = server;
        await using var host = Host(server);

        await host.RunAsync(Changing, new() { ["id"] = "" }, Token);

        Assert.True(server.Asked.Count(a => a == WsMan.Receive) >= 4);
        Assert.Single(server.Asked, a => a == WsMan.Command);

        bool Count(string action)
        {
            if (action == WsMan.Receive && running!.Asked.Count(a => a == WsMan.Receive) == 4)
            {
                slow.SetResult(Fine());
            }

            return true;
        }
    }

    [Fact]
    public async Task A_service_without_a_free_shell_is_told_with_the_setting_that_limits_it()
    {
        await using var server = await ServerAsync(new() { MaxShellsPerUser = 0 }, _ => Task.FromResult(Fine()));
        await using var host = Host(server);

        var failed = await Failed(host);

        Assert.Equal(HostScriptFailure.NotSent, failed.Kind);
        Assert.Equal("busy", failed.Problem.Code);
        Assert.Contains("MaxShellsPerUser", failed.Problem.Remedy, StringComparison.Ordinal);
        Assert.Contains("concurrent shells", failed.Problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WsMan.Create, false)]
    [InlineData(WsMan.Command, false)]
    [InlineData(WsMan.Send, true)]
    [InlineData(WsMan.Receive, true)]
    public async Task A_connection_that_breaks_tells_whether_the_script_may_have_run_and_it_is_not_sent_again(string action, bool isOpen)
    {
        await using var server = await ServerAsync(new() { Keeps = a => a != action }, c => c.Input.ContinueWith(_ => Fine(), TaskScheduler.Default));
        await using var host = Host(server);

        var failed = await Failed(host);

        Assert.Equal(isOpen, failed.IsOpen);
        Assert.Equal("connection-lost", failed.Problem.Code);
        Assert.True(server.Asked.Count(a => a == WsMan.Command) <= 1 || action == WsMan.Command);
        Assert.True(server.Service.Opened <= 1);
    }

    [Fact]
    public async Task A_connection_that_breaks_once_while_the_script_runs_is_made_again_for_its_output_alone()
    {
        var broken = false;
        await using var server = await ServerAsync(
            new() { Keeps = a => a != WsMan.Receive || broken || !(broken = true) },
            c => c.Input.ContinueWith(_ => Fine(), TaskScheduler.Default));
        await using var host = Host(server);

        var answer = await host.RunAsync(Changing, new() { ["id"] = "" }, Token);

        Assert.Equal("vm1", answer.One().GetProperty("name").GetString());
        Assert.Equal(2, server.Asked.Count(a => a == WsMan.Receive));
        Assert.Single(server.Asked, a => a == WsMan.Command);
    }

    [Fact]
    public async Task An_answer_that_was_lost_on_the_way_leaves_the_outcome_unknown()
    {
        var lost = false;
        await using var server = await ServerAsync(
            new() { Answers = a => a != WsMan.Receive || lost || !(lost = true) },
            c => c.Input.ContinueWith(_ => Fine(), TaskScheduler.Default));
        await using var host = Host(server);

        var failed = await Failed(host);

        Assert.Equal(HostScriptFailure.Lost, failed.Kind);
        Assert.Contains("printed no answer", failed.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_not_over_in_its_time_is_stopped_and_unknown()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ServerAsync(new(), command =>
        {
            command.Stopped.Register(stopped.SetResult);
            return new TaskCompletionSource<WinRmOutput>().Task;
        });
        await using var host = Host(server);
        var script = HostScript.Of("slow", "", TimeSpan.FromSeconds(1), onlyReads: false);

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(script, [], Token));

        Assert.Equal(HostScriptFailure.TimedOut, failed.Kind);
        await stopped.Task;
        Assert.Equal(0, server.Service.Open);
    }

    [Fact]
    public async Task A_wrong_password_is_told_with_what_the_host_offers()
    {
        await using var server = await ServerAsync(new(), _ => Task.FromResult(Fine()));
        await using var host = Host(server, password: "wrong");

        var failed = await Failed(host);

        Assert.Equal(HostScriptFailure.NotSent, failed.Kind);
        Assert.Equal("login-failed", failed.Problem.Code);
        Assert.Contains("'admin'", failed.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("Negotiate, Basic", failed.Problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_take_Basic_says_what_to_change()
    {
        await using var server = await ServerAsync(new() { OffersBasic = false }, _ => Task.FromResult(Fine()));
        await using var host = Host(server);

        Assert.Contains("take '?auth=basic' away", (await Failed(host)).Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_known_is_refused_with_its_thumbprint()
    {
        await using var server = await ServerAsync(new(), _ => Task.FromResult(Fine()));
        await using var host = Host(server, trust: CertificateTrust.System);
        await using var pinned = Host(server, trust: CertificateTrust.Pin(new string('a', 64)));

        var failed = await Failed(host);

        Assert.Equal("certificate-untrusted", failed.Problem.Code);
        Assert.Contains("sha256:", failed.Problem.Remedy, StringComparison.Ordinal);
        Assert.Equal("certificate-untrusted", (await Failed(pinned)).Problem.Code);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_server_that_is_no_WinRM_is_told_and_one_that_is_not_there_too()
    {
        await using var server = await ServerAsync(new(), _ => Task.FromResult(Fine()));
        await using var other = Host(server, path: "/sdk");
        var gone = await ServerAsync(new(), _ => Task.FromResult(Fine()));
        await using var host = Host(gone);
        await gone.DisposeAsync();

        Assert.Equal("endpoint-invalid", (await Failed(other)).Problem.Code);
        Assert.Equal("unreachable", (await Failed(host)).Problem.Code);
    }

    private static WinRmOutput Fine() => new(0, Encoding.UTF8.GetBytes("Active code page: 65001\r\n" + Envelopes.Of(Envelopes.Fine)), Encoding.UTF8.GetBytes("#< CLIXML"));

    private static Task<FakeWinRmServer> ServerAsync(FakeWinRmOptions options, Func<WinRmCommand, Task<WinRmOutput>> run) => FakeWinRmServer.StartAsync(options, run, Token);

    private static Task<HostScriptException> Failed(PowerShellHost host) => Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Changing, new() { ["id"] = "" }, Token));

    private static PowerShellHost Host(FakeWinRmServer server, string? password = null, CertificateTrust? trust = null, string path = "/wsman") => new(new WinRmTransport(
        new WinRmEndpoint
        {
            Address = new Uri(server.Address, path),
            Account = new NetworkCredential("admin", password ?? new FakeWinRmOptions().Password),
            IsBasic = true,
            Trust = trust ?? CertificateTrust.Pin(server.Thumbprint),
        },
        TimeProvider.System));
}
