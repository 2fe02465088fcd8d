using System.Diagnostics;
using Barelane.Cli.Running;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Tests.CommandLine;
using Barelane.Kvm.Tests.Hosts;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Steps;

public sealed class ResumeUnitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_text_is_the_one_that_was_read_and_approved() =>
        Golden.Match("resume-unit.service", ResumeUnitText.Of(Command("/opt/barelane/barelane", "--file", "/srv/100% \"ours\"/a $HOME\\b.yaml") with
        {
            Environment = new Dictionary<string, string> { ["BARELANE_HOME"] = "/srv/ba re" },
            Files = ["/srv/ba re/journal.db"],
        }));

    [Theory]
    [InlineData("plain")]
    [InlineData("two words")]
    [InlineData("100% $HOME ${PATH} %h")]
    [InlineData("quotes \" ' and \\ backslashes\\")]
    [InlineData("a\ttab and a\nline")]
    [InlineData("Zürich → 東京")]
    public async Task Whatever_a_word_holds_systemd_reads_it_back_as_it_was(string word)
    {
        using var bench = new StepBench();

        await Unit(bench).PrepareAsync(Command("/opt/two words 5%/barelane", word), Token);

        var line = Assert.Single(Systemd.Values(bench.Tree, Assert.Single(Systemd.Started(bench.Tree)), "ExecStart"));
        Assert.Equal(["/opt/two words 5%/barelane", "resume", "r-1", word], Systemd.Words(line));
    }

    [Fact]
    public async Task The_real_systemd_finds_nothing_wrong_with_it()
    {
        var program = _folder.File("two words 5% $x");
        File.Copy("/bin/true", program);
        var unit = _folder.File("barelane-resume-r-1.service");
        await File.WriteAllTextAsync(unit, ResumeUnitText.Of(Command(program, "100% $HOME \" \\ '", "a\nline") with
        {
            Environment = new Dictionary<string, string> { ["BARELANE_HOME"] = "/srv/100% \"x\"" },
            Files = ["/srv/100% x"],
        }), Token);

        using var verify = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", unit]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await verify.StandardError.ReadToEndAsync(Token);
        await verify.WaitForExitAsync(Token);

        Assert.DoesNotContain("barelane-resume", said, StringComparison.Ordinal);
        Assert.True(verify.ExitCode == 0, said);
    }

    [Fact]
    public async Task A_program_that_systemd_would_not_start_is_refused_with_what_to_do()
    {
        using var bench = new StepBench();

        var refused = await Assert.ThrowsAsync<SiteException>(() => Unit(bench).PrepareAsync(Command("/opt/\"new\"/barelane"), Token));

        Assert.Contains("Put the program elsewhere.", refused.Problem.Remedy, StringComparison.Ordinal);
        Assert.Empty(Systemd.Started(bench.Tree));
    }

    [Fact]
    public async Task An_enable_that_does_nothing_is_noticed()
    {
        using var bench = new StepBench();
        bench.Host.Ignores = "systemctl enable";

        var refused = await Assert.ThrowsAsync<SiteException>(() => Unit(bench).PrepareAsync(Command("/opt/barelane"), Token));

        Assert.Equal("not-as-expected", refused.Problem.Code);
    }

    [Fact]
    public async Task It_is_put_there_twice_without_harm_and_taken_away_twice_without_harm()
    {
        using var bench = new StepBench();
        var unit = Unit(bench);

        await unit.PrepareAsync(Command("/opt/barelane"), Token);
        await unit.PrepareAsync(Command("/opt/barelane"), Token);
        Assert.Equal(["r-1"], await unit.PreparedAsync(Token));
        await unit.ForgetAsync("r-1", Token);
        await unit.ForgetAsync("r-1", Token);

        Assert.Empty(await unit.PreparedAsync(Token));
        Assert.Empty(Systemd.Started(bench.Tree));
    }

    [Fact]
    public void Secrets_of_the_environment_are_named_before_the_reboot_as_the_unit_has_none()
    {
        var document = new Document
        {
            Name = "farm",
            Sites = [new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = "https://vc/sdk", Password = new SecretRef("env", "VC_PASSWORD") }],
            Assignments = [],
        };

        Assert.Contains("'VC_PASSWORD' will not be in its environment", OwnResumption.Lacks(document), StringComparison.Ordinal);
        Assert.Null(OwnResumption.Lacks(document with { Sites = [document.Sites[0] with { Password = new SecretRef("file", "/etc/vc") }] }));
    }

    private static ResumeUnit Unit(StepBench bench) => new(bench.Host, bench.Tree.Files);

    private static ResumeCommand Command(string program, params string[] words) => new() { Run = "r-1", Words = [program, "resume", "r-1", .. words], User = "root" };
}
