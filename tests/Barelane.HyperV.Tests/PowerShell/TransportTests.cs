using System.Text.Json.Nodes;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.PowerShell;

public class TransportTests
{
    private static readonly HostScript Reading = HostScript.Of("read-host", "Get-VMHost", TimeSpan.FromSeconds(30), onlyReads: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_gets_the_constant_line_and_the_script_as_data()
    {
        using var fake = new FakePowerShell("noise\r\n" + Envelopes.Of(Envelopes.Fine), "#< CLIXML\r\n<Objs/>");
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, fake.Program));

        var answer = await host.RunAsync(Reading, [], Token);

        Assert.Equal("vm1", answer.One().GetProperty("name").GetString());
        Assert.Equal(Bootstrap.Arguments, fake.Arguments);
        Assert.Equal(Bootstrap.Input(Reading, []), fake.Input);
    }

    [Fact]
    public async Task A_machine_without_PowerShell_is_told_and_nothing_was_done()
    {
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, "/no/such/powershell"));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.NotSent, failed.Kind);
        Assert.Equal("powershell-missing", failed.Problem.Code);
        Assert.False(failed.IsOpen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<<<BARELANE eyJ2Ijox")]
    [InlineData("<<<BARELANE e30= BARELANE>>> <<<BARELANE e30= BARELANE>>>")]
    public async Task What_was_sent_and_not_answered_whole_is_unknown_and_never_sent_again(string output)
    {
        using var fake = new FakePowerShell(output, "At line:1 char:1");
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, fake.Program));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.Lost, failed.Kind);
        Assert.True(failed.IsOpen);
        Assert.Contains("At line:1 char:1", failed.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, fake.Runs);
    }

    [Fact]
    public async Task A_script_that_is_not_over_in_its_time_is_given_up_as_unknown()
    {
        using var fake = new FakePowerShell("", then: "exec sleep 600");
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, fake.Program));
        var script = HostScript.Of("slow", "", TimeSpan.FromMilliseconds(200), onlyReads: false);

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(script, [], Token));

        Assert.Equal(HostScriptFailure.TimedOut, failed.Kind);
        Assert.Equal("no-answer", failed.Problem.Code);
    }

    [Fact]
    public async Task A_script_is_given_up_when_its_run_is_cancelled()
    {
        using var fake = new FakePowerShell("", then: "exec sleep 600");
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, fake.Program));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var running = host.RunAsync(Reading, [], stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task The_host_s_refusal_is_told_with_its_own_words_and_numbers()
    {
        using var fake = new FakePowerShell(Envelopes.Of("""
            {"v":1,"ok":false,"error":{"id":"AuthorizationFailure,Microsoft.HyperV.PowerShell.Commands.GetVM","category":"PermissionDenied","activity":"Get-VM","target":"","message":"Sie besitzen nicht die erforderliche Berechtigung.","hresult":-2146233088}}
            """));
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, fake.Program));

        var failed = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Reading, [], Token));

        Assert.Equal(HostScriptFailure.Refused, failed.Kind);
        Assert.Equal("no-permission", failed.Problem.Code);
        Assert.Contains("Sie besitzen nicht", failed.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("error id: AuthorizationFailure,Microsoft.HyperV.PowerShell.Commands.GetVM", failed.Problem.Evidence);
        Assert.False(failed.IsOpen);
    }

    [Theory]
    [InlineData("CommandNotFoundException", "ObjectNotFound", "module-missing")]
    [InlineData("NamedParameterNotFound,Microsoft.HyperV.PowerShell.Commands.AddVMGpuPartitionAdapter", "InvalidArgument", "unsupported")]
    [InlineData("ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.GetVM", "ObjectNotFound", "not-found")]
    [InlineData("InvalidState,Microsoft.HyperV.PowerShell.Commands.SetVM", "InvalidOperation", "wrong-state")]
    [InlineData("OperationFailed", "NotSpecified", "refused")]
    public void Refusals_are_told_apart_by_ids_and_categories(string id, string category, string code) =>
        Assert.Equal(code, PowerShellProblems.Refused("hv01", "x", new HostError { Id = id, Category = category, Message = "" }).Problem.Code);

    [Fact]
    public async Task No_more_than_four_scripts_run_at_once()
    {
        await using var transport = new GatedTransport();
        await using var host = new PowerShellHost(transport);

        var running = Enumerable.Range(0, 9).Select(_ => host.RunAsync(Reading, new JsonObject(), Token)).ToList();
        while (transport.Running < PowerShellHost.AtOnce)
        {
            await Task.Yield();
        }

        Assert.Equal(PowerShellHost.AtOnce, transport.Running);
        transport.Open();
        await Task.WhenAll(running);
        Assert.Equal(PowerShellHost.AtOnce, transport.Most);
    }

    /// <summary>Answers when the gate opens, and counts who stands before it.</summary>
    private sealed class GatedTransport : IPowerShellTransport
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _running;
        private int _most;

        public string Host => "hv01";

        public int Running => Volatile.Read(ref _running);

        public int Most => Volatile.Read(ref _most);

        public void Open() => _gate.SetResult();

        public async Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
        {
            var now = Interlocked.Increment(ref _running);
            for (int most; now > (most = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, now, most) != most;)
            {
            }

            await _gate.Task;
            Interlocked.Decrement(ref _running);
            return new TransportAnswer(0, Envelopes.Of(Envelopes.Fine), "");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
