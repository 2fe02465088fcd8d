using System.Diagnostics;
using System.Text.Json.Nodes;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.PowerShell;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>The program that plays <c>powershell</c>, as a process of its own, against a host that lives on in this one.</summary>
public sealed class PlayProgramTests : IAsyncDisposable
{
    private readonly HostServer _server = new(FakeScenarios.Make("dda"));
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_script_goes_through_a_real_process_and_the_host_keeps_what_it_did()
    {
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, Program()));

        await host.RunAsync(Script("Set-VM -Name $Arguments.Vm -Notes $Arguments.Notes"), new JsonObject { ["Vm"] = "train-02", ["Notes"] = "it's \"mine\"\n`$(x) – ‘q’ 日本" }, Token);

        Assert.Equal("it's \"mine\"\n`$(x) – ‘q’ 日本", _server.Host.Vms[0].Notes);
    }

    [Theory]
    [InlineData(nameof(PlayDisturbanceKind.LoseBefore), false)]
    [InlineData(nameof(PlayDisturbanceKind.LoseAfter), true)]
    [InlineData(nameof(PlayDisturbanceKind.Cut), true)]
    [InlineData(nameof(PlayDisturbanceKind.Twice), true)]
    public async Task What_breaks_on_the_way_is_unknown_whether_it_was_done_or_not(string kind, bool done)
    {
        _server.Disturb(new PlayDisturbance(0, Enum.Parse<PlayDisturbanceKind>(kind)));
        await using var host = new PowerShellHost(new LocalTransport(TimeProvider.System, Program()));

        var lost = await Assert.ThrowsAsync<HostScriptException>(() => host.RunAsync(Script("Set-VM -Name 'train-02' -Notes 'ours'"), [], Token));

        Assert.True(lost.IsOpen);
        Assert.Equal(done, _server.Host.Vms[0].Notes == "ours");
        Assert.Equal(1, _server.Changing);
    }

    [Fact]
    public async Task A_caller_that_is_killed_leaves_a_host_that_goes_on()
    {
        _server.Disturb(new PlayDisturbance(0, PlayDisturbanceKind.HoldAndAct, 150));
        using var child = Process.Start(new ProcessStartInfo(Program(), Bootstrap.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await child.StandardInput.WriteAsync(System.Text.Encoding.ASCII.GetString(Bootstrap.Input(Script("Set-VM -Name 'train-02' -Notes 'late'"), [])).AsMemory(), Token);
        child.StandardInput.Close();
        for (var i = 0; i < 500 && _server.Changing == 0; i++)
        {
            await Task.Delay(10, Token);
        }

        child.Kill(entireProcessTree: true);
        await child.WaitForExitAsync(Token);
        for (var i = 0; i < 500 && _server.Host.Vms[0].Notes != "late"; i++)
        {
            await Task.Delay(10, Token);
        }

        Assert.Equal("late", _server.Host.Vms[0].Notes);
    }

    [Fact]
    public async Task It_tells_its_state_and_takes_faults_from_another_process()
    {
        var state = await PlayProgram.AskAsync(_server.Endpoint, new PlayRequest { Describes = true, Fault = new FaultRule { Cmdlet = "Start-VM", Action = FaultAction.Refuse } });
        Assert.Equal(HostDescription.Of(_server.Host), state.Output);

        var output = new StringWriter();
        Assert.Equal(64, await PlayProgram.RunAsync(["nothing"], TextReader.Null, output, output));
        Assert.Contains("usage: serve SCENARIO", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _server.Host.Faults.Struck + 1);
    }

    /// <summary>A program called powershell that plays this test's host.</summary>
    private string Program()
    {
        var path = Path.Combine(_folder.Path, "powershell");
        var fake = Path.Combine(AppContext.BaseDirectory, "Barelane.FakeHyperV");
        ScriptFile.Write(path, $"#!/bin/sh\nexec '{fake}' play {_server.Endpoint} \"$@\"\n");

        return path;
    }

    private static HostScript Script(string text) => HostScript.Of("test", text, TimeSpan.FromSeconds(20), onlyReads: false);
}
