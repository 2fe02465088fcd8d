using Barelane.Core.Adapters;
using Barelane.Kvm.Guest;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Guest;

public sealed class AgentChannelTests : IDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(5);
    private readonly StepBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_is_run_with_its_arguments_as_data_and_in_no_language()
    {
        var agent = new GuestAgent { Slow = 3, Program = _ => (3, "out", "err") };
        await using var channel = await OpenAsync(agent);

        var output = await channel.ExecuteAsync("lspci", ["-Dnnk", "a b; $(c)"], Enough, Token);

        Assert.Equal(GuestFamily.Linux, channel.Family);
        Assert.Equal(new GuestOutput(3, "out", "err"), output);
        Assert.Equal(["/usr/bin/env|LC_ALL=C|lspci|-Dnnk|a b; $(c)"], agent.Ran);
    }

    [Fact]
    public async Task A_Windows_guest_gets_the_program_itself()
    {
        var agent = new GuestAgent { System = "mswindows" };
        await using var channel = await OpenAsync(agent);

        await channel.ExecuteAsync("powershell", ["-NoProfile"], Enough, Token);

        Assert.Equal((GuestFamily.Windows, "powershell|-NoProfile"), (channel.Family, agent.Ran[0]));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_not_found()
    {
        await using var channel = await OpenAsync(new GuestAgent { Program = _ => (127, "", "env: 'nvidia-smi': No such file or directory") });

        var refused = await Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("nvidia-smi", [], Enough, Token));

        Assert.Equal("not-found", refused.Problem.Code);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_a_time_out()
    {
        await using var channel = await OpenAsync(new GuestAgent { Slow = int.MaxValue });

        var running = Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("sleep", ["99"], TimeSpan.FromMinutes(2), Token));
        while (!running.IsCompleted)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal("time-out", (await running).Problem.Code);
    }

    [Fact]
    public async Task A_program_that_a_signal_ended_did_not_end_by_itself()
    {
        await using var channel = await OpenAsync(new GuestAgent { Program = _ => (-11, "", "") });

        var refused = await Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("x", [], Enough, Token));

        Assert.Contains("signal '11'", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_put_in_pieces_and_got_back_whole()
    {
        await using var channel = await OpenAsync(new GuestAgent());
        var content = Enumerable.Range(0, 150_000).Select(i => (byte)(i * 7)).ToArray();

        await channel.PutAsync("/tmp/driver.run", content, Token);

        Assert.Equal(content, await channel.GetAsync("/tmp/driver.run", content.Length, Token));
        Assert.Equal("too-large", (await Assert.ThrowsAsync<SiteException>(() => channel.GetAsync("/tmp/driver.run", content.Length - 1, Token))).Problem.Code);
    }

    [Fact]
    public async Task A_guest_that_runs_no_agent_is_told_after_it_was_given_time()
    {
        await StartAsync();

        var refused = await Assert.ThrowsAsync<SiteException>(() => AgentChannel.OpenAsync(_bench.Libvirt, Vm, "train-02", _bench.Time, Token));

        Assert.Equal("guest-not-asked", refused.Problem.Code);
        Assert.Contains("qemu-guest-agent", refused.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_VM_that_is_off_can_not_be_asked()
    {
        var refused = await Assert.ThrowsAsync<SiteException>(() => AgentChannel.OpenAsync(_bench.Libvirt, Vm, "train-02", _bench.Time, Token));

        Assert.Equal("guest-not-asked", refused.Problem.Code);
        Assert.Contains("'off'", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_the_guest_forbids_is_told_with_where_to_allow_it()
    {
        await StartAsync();
        _bench.Libvirt.Agent = command => command.Contains("\"guest-exec\"", StringComparison.Ordinal)
            ? throw LibvirtProblems.Of(new LibvirtError(LibvirtError.InternalError, "unable to execute QEMU agent command 'guest-exec': The command guest-exec has been disabled for this instance"), "'train-02'")
            : new GuestAgent().Answer(command);
        await using var channel = await AgentChannel.OpenAsync(_bench.Libvirt, Vm, "train-02", _bench.Time, Token);

        var refused = await Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("lspci", [], Enough, Token));

        Assert.Equal("guest-denied", refused.Problem.Code);
        Assert.Contains("/etc/sysconfig/qemu-ga", refused.Problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"return\":{\"pid\":\"x\"}}")]
    [InlineData("{\"return\":null}")]
    public async Task An_answer_that_is_none_is_told_as_such(string answer)
    {
        await StartAsync();
        _bench.Libvirt.Agent = command => command.Contains("\"guest-exec\"", StringComparison.Ordinal) ? answer : new GuestAgent().Answer(command);
        await using var channel = await AgentChannel.OpenAsync(_bench.Libvirt, Vm, "train-02", _bench.Time, Token);

        var refused = await Assert.ThrowsAsync<SiteException>(() => channel.ExecuteAsync("lspci", [], Enough, Token));

        Assert.Equal("guest-answer", refused.Problem.Code);
    }

    public void Dispose() => _bench.Dispose();

    private static Guid Vm => FakeLibvirt.IdOf("train-02");

    private Task StartAsync() => _bench.Libvirt.StartAsync(Vm, Token);

    private async Task<AgentChannel> OpenAsync(GuestAgent agent)
    {
        await StartAsync();
        _bench.Libvirt.Agent = agent.Answer;
        return await AgentChannel.OpenAsync(_bench.Libvirt, Vm, "train-02", _bench.Time, Token);
    }
}
