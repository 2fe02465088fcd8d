using System.Diagnostics;
using System.Text.Json;

namespace Barelane.EndToEnd.Tests.CommandLine;

public sealed class UsageTests : IDisposable
{
    private static readonly string[] VerbNames =
        ["inspect", "preflight", "plan", "apply", "verify", "undo", "resume", "status", "history", "export", "adopt", "drain", "return", "rebind", "advise", "diagnose", "catalog", "demo", "completion"];

    private readonly Typed _desk = new();

    public static TheoryData<string> Verbs => [.. VerbNames];

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task The_version_is_one_line()
    {
        var answer = await _desk.RunAsync("--version");

        Assert.Equal(0, answer.ExitCode);
        Assert.Matches("^barelane [0-9]+\\.[0-9]+\\.[0-9]+\n$", answer.Out);
        Assert.Equal("", answer.Error);
    }

    [Fact]
    public async Task Without_a_verb_the_verbs_are_shown_as_a_usage_error()
    {
        var answer = await _desk.RunAsync();

        Assert.Equal(64, answer.ExitCode);
        Assert.Equal("", answer.Out);
        Assert.All(VerbNames, v => Assert.Contains($"\n  {v}", answer.Error, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task The_help_of_every_verb_teaches_with_examples_within_80_columns(string verb)
    {
        var answer = await _desk.RunAsync(verb, "--help");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Examples:", answer.Out, StringComparison.Ordinal);
        Assert.All(answer.Out.Split('\n'), line => Assert.True(line.Length <= 80 || line.StartsWith("  barelane", StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData("aply", "There is no verb 'aply'. Did you mean 'apply'?")]
    [InlineData("plan --otput json", "There is no option '--otput'. Did you mean '--out")]
    [InlineData("plan --output yaml", "write 'text' or 'json'")]
    [InlineData("plan --as bash", "powercli or govc")]
    [InlineData("apply --parallel 0", "at least 1")]
    [InlineData("apply --parallel many", "'many'")]
    [InlineData("demo --speed fast", "'fast'")]
    [InlineData("drain", "Required argument missing")]
    [InlineData("history one two", "one too many")]
    [InlineData("completion ksh", "bash, zsh and fish")]
    [InlineData("inspect https://me:hunter2@vc/sdk", "holds a user or a password")]
    [InlineData("inspect https://vc/sdk --password hunter2", "never the password itself")]
    [InlineData("inspect https://vc/sdk --certificate sha1:00", "64 hex digits")]
    [InlineData("demo --speed 0", "from 1 to")]
    public async Task What_is_typed_wrong_is_refused_shortly_with_what_would_be_right(string line, string said)
    {
        var answer = await _desk.RunAsync(line.Split(' '));

        Assert.Equal(64, answer.ExitCode);
        Assert.Equal("", answer.Out);
        Assert.Contains(said, answer.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer.Error, StringComparison.Ordinal);
        Assert.True(answer.Error.Count(c => c == '\n') <= 6, answer.Error);
    }

    [Fact]
    public async Task Without_a_document_it_is_said_how_to_begin_one()
    {
        var answer = await _desk.RunAsync("plan");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("no 'barelane.yaml'", answer.Said, StringComparison.Ordinal);
        Assert.Contains("barelane export", answer.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_of_a_document_is_told_with_its_place()
    {
        _desk.File("barelane.yaml", "version: 1\nname: farm\nsites:\n  dc1: { vsphere: \"https://vc/sdk\", pasword: hunter2 }\nasignments: []\n");

        var answer = await _desk.RunAsync("plan");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("barelane.yaml:4:", answer.Said, StringComparison.Ordinal);
        Assert.Contains("barelane.yaml:5:1: Unknown key 'asignments'", answer.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_an_error_as_an_object_of_its_own()
    {
        var answer = await _desk.RunAsync("plan", "--output", "json");

        using var json = JsonDocument.Parse(answer.Out);
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("error", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("document-missing", json.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_unknown_consent_is_refused_before_anything_is_connected()
    {
        _desk.File("barelane.yaml", "version: 1\nname: farm\nsites:\n  dc1: { vsphere: \"https://127.0.0.1:9/sdk\" }\n");

        var answer = await _desk.RunAsync("apply", "--consent", "host-rebot");

        Assert.Equal(64, answer.ExitCode);
        Assert.Contains("Did you mean 'host-reboot'?", answer.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:NO_SUCH_VARIABLE", "'NO_SUCH_VARIABLE' is not set")]
    [InlineData("file:no-such-file", "'no-such-file' could not be read")]
    [InlineData("command:echo hunter2 && exit 3", "exit code 3")]
    [InlineData("command:true", "empty secret")]
    public async Task A_secret_that_is_not_to_be_had_is_told_by_its_place_and_never_shown(string where, string said)
    {
        var answer = await _desk.RunAsync("inspect", "https://127.0.0.1:9/sdk", "--user", "u", "--password", where);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(said, answer.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_the_history_makes_no_journal()
    {
        var answer = await _desk.RunAsync("history");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("no run yet", answer.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_desk.Folder));
    }

    [Fact]
    public async Task The_shell_is_told_the_verbs_and_the_options()
    {
        var verbs = await _desk.RunAsync("[suggest:9]", "barelane ");
        var options = await _desk.RunAsync("[suggest:16]", "barelane plan --");

        Assert.Contains("apply\n", verbs.Out, StringComparison.Ordinal);
        Assert.Contains("--detailed-exitcode\n", options.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colour_is_for_terminals_and_not_where_it_is_unwanted()
    {
        var piped = await _desk.RunAsync("plan");
        var shown = await _desk.RunOnTerminalAsync("plan");
        var plain = await _desk.With("NO_COLOR", "1").RunOnTerminalAsync("plan");

        Assert.DoesNotContain('\u001b', piped.Error);
        Assert.Contains("\u001b[31m", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[3", plain.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_error()
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"'{Typed.Program}' --help | head -1; echo ${{PIPESTATUS[0]}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;

        var output = await bash.StandardOutput.ReadToEndAsync();

        Assert.Equal("Description:\n0\n", output);
        Assert.Equal("", await bash.StandardError.ReadToEndAsync());
    }
}
