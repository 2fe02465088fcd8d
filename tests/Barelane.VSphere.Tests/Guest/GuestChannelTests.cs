using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Conformance;
using Barelane.Twin;
using Barelane.Twin.Building;
using Barelane.VSphere.Guest;

namespace Barelane.VSphere.Tests.Guest;

/// <summary>The way into guests through VMware Tools.</summary>
public class GuestChannelTests
{
    private static readonly GuestCredential Account = new("barelane", "guest-secret");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_runs_in_the_guest_and_its_output_comes_back_and_no_file_stays()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        await using var site = await ConnectAsync(twin);
        await using var guest = await OpenAsync(site, "train-02");

        var said = await guest.ExecuteAsync("uname", ["-s"], TimeSpan.FromMinutes(1), Token);

        Assert.Equal(GuestFamily.Linux, guest.Family);
        Assert.Equal((0, "Linux"), (said.ExitCode, said.Output.Trim()));
        Assert.Equal(2, twin.Site.Calls["DeleteFileInGuest"]);
    }

    [Fact]
    public async Task A_program_that_the_guest_does_not_have_is_not_found()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        await using var site = await ConnectAsync(twin);
        await using var guest = await OpenAsync(site, "train-02");

        var error = await Assert.ThrowsAsync<SiteException>(() => guest.ExecuteAsync("no-such-program", [], TimeSpan.FromMinutes(1), Token));

        Assert.Equal("not-found", error.Problem.Code);
    }

    [Fact]
    public async Task A_file_is_put_and_fetched_and_a_larger_one_than_allowed_is_refused()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        await using var site = await ConnectAsync(twin);
        await using var guest = await OpenAsync(site, "train-02");

        await guest.PutAsync("/tmp/hello", Encoding.UTF8.GetBytes("hello\n"), Token);

        Assert.Equal("hello\n", Encoding.UTF8.GetString(await guest.GetAsync("/tmp/hello", 100, Token)));
        Assert.Equal("too-large", (await Assert.ThrowsAsync<SiteException>(() => guest.GetAsync("/tmp/hello", 3, Token))).Problem.Code);
    }

    [Fact]
    public async Task A_vm_that_is_off_and_a_wrong_account_are_told_apart()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        await using var site = await ConnectAsync(twin);

        var off = await Assert.ThrowsAsync<SiteException>(() => OpenAsync(site, "render-01"));
        var wrong = await Assert.ThrowsAsync<SiteException>(async () => await site.OpenGuestAsync(await RefAsync(site, "train-02"), new GuestCredential("barelane", "not-it"), Token));

        Assert.Equal("guest-not-asked", off.Problem.Code);
        Assert.Equal("guest-login-refused", wrong.Problem.Code);
        Assert.DoesNotContain("not-it", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_was_just_powered_on_is_given_time_to_bring_its_tools_up()
    {
        // 200 s of the site's time are 0.2 s of ours: longer than opening takes.
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), new TwinOptions { Times = new TwinTimes { GuestBoot = TimeSpan.FromSeconds(200) } }, Token);
        await using var site = await ConnectAsync(twin);
        await PowerOnAsync(site, "render-01");

        await using var guest = await OpenAsync(site, "render-01");

        Assert.True(twin.Site.Vm("render-01").ToolsRunning);
    }

    [Theory]
    [InlineData(true, "over 5 minutes ago")]
    [InlineData(false, "Install and start VMware Tools")]
    public async Task A_guest_without_running_tools_is_said_to_have_none(bool installed, string said)
    {
        var record = Scenarios.Demo();
        var tools = record.Datacenters.SelectMany(d => d.Vms).Single(v => v.Name == "render-01").Guest;
        (tools.HasTools, tools.ToolsRun) = (installed, false);
        await using var twin = await TwinServer.StartAsync(record, cancellationToken: Token);
        await using var site = await ConnectAsync(twin);
        await PowerOnAsync(site, "render-01");

        var error = await Assert.ThrowsAsync<SiteException>(() => OpenAsync(site, "render-01"));

        Assert.Equal("guest-not-asked", error.Problem.Code);
        Assert.Contains(said, error.Problem.Message + error.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_reach_a_posix_shell_as_they_are()
    {
        var command = GuestCommand.Of(GuestFamily.Linux, "echo", ["a b", "it's", "$(rm -rf /)", ";"], "/tmp/o", "/tmp/e");

        Assert.Equal("/usr/bin/env", command.Path);
        Assert.Equal("LC_ALL=C 'echo' 'a b' 'it'\\''s' '$(rm -rf /)' ';' </dev/null >'/tmp/o' 2>'/tmp/e'", command.Arguments);
    }

    [Theory]
    [InlineData("say \"hi\"")]
    [InlineData("%PATH%")]
    [InlineData("ends with \\")]
    [InlineData("two\nlines")]
    public void An_argument_that_cmd_would_read_as_something_else_is_refused(string argument)
    {
        var error = Assert.Throws<SiteException>(() => GuestCommand.Of(GuestFamily.Windows, "tool.exe", [argument], "o", "e"));

        Assert.Equal("guest-argument", error.Problem.Code);
    }

    [Fact]
    public void Operators_of_cmd_stay_between_quotes()
    {
        var command = GuestCommand.Of(GuestFamily.Windows, "powershell.exe", ["-EncodedCommand", "a&b|c"], @"C:\o", @"C:\e");

        Assert.Equal(@"/d /s /c """"powershell.exe"" ""-EncodedCommand"" ""a&b|c"" <NUL >""C:\o"" 2>""C:\e""""", command.Arguments);
    }

    private static async Task<ObjectRef> RefAsync(VSphereSite site, string name) =>
        (await site.Source.ReadAsync(new InspectScope { VmNames = [name] }, Token)).Vms.Single(v => v.Name == name).Ref;

    private static async Task<IGuestChannel> OpenAsync(VSphereSite site, string name) => await site.OpenGuestAsync(await RefAsync(site, name), Account, Token);

    private static async Task PowerOnAsync(VSphereSite site, string name)
    {
        var step = new Step { Id = "s01", Kind = StepKind.PowerOnVm, Target = await RefAsync(site, name), TargetName = name, Unit = name, Reason = "the test asks its guest" };
        var result = await site.Executor.ExecuteAsync(new StepContext { Step = step, Run = "run-1", Deadline = TimeSpan.FromMinutes(1), Consents = new HashSet<string>() }, new RecordedProgress(), Token);
        Assert.Equal(StepOutcome.Done, result.Outcome);
    }

    private static Task<VSphereSite> ConnectAsync(TwinServer twin) => VSphereSite.ConnectAsync(
        new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = twin.Url.ToString(), User = "administrator@vsphere.local", Certificate = "sha256:" + twin.Thumbprint },
        "secret",
        TimeProvider.System,
        Token);
}
