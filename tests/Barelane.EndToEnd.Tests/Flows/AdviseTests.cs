using System.Text.Json;
using Barelane.EndToEnd.Tests.CommandLine;
using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>From a described team to a way and cards, through the real command line.</summary>
public sealed class AdviseTests
{
    private static readonly string Examples = Path.Combine(Repository.Root, "examples", "advise");

    [Fact]
    public async Task A_described_team_gets_a_way_on_the_cards_of_a_saved_inventory()
    {
        using var desk = new Typed();
        var description = Path.Combine(Examples, "cad-office.yaml");
        var inventory = Path.Combine(Examples, "inventory.json");

        var text = await desk.RunAsync("advise", description, "--inventory", inventory);
        var json = await desk.RunAsync("advise", description, "--inventory", inventory, "--output", "json");
        var tooMany = await desk.RunAsync("advise", description, "--inventory", inventory, "--users", "6000", "--at-once", "6000");

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("nvidia_a40-6q", text.Out, StringComparison.Ordinal);
        Assert.Equal(0, json.ExitCode);
        using var parsed = JsonDocument.Parse(json.Out);
        Assert.Contains("nvidia_a40-6q", parsed.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(3, tooMany.ExitCode);
    }

    [Fact]
    public async Task On_a_terminal_the_team_is_asked_for()
    {
        using var desk = new Typed();

        var answer = await desk.RunOnTerminalAsync("advise", "6\ncompute\nsteady\n40 GiB\n\ncuda\n");

        Assert.Contains("How many users, each with a VM?", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Interfaces of the programs (cuda, opencl)?", answer.Out, StringComparison.Ordinal);
        Assert.Contains("direct", answer.Out[answer.Out.IndexOf("Interfaces", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(0, answer.ExitCode);
    }

    [Fact]
    public async Task A_wrong_answer_on_a_terminal_is_said_at_once_and_asked_again()
    {
        using var desk = new Typed();

        var answer = await desk.RunOnTerminalAsync("advise", "many\n\n6\nCompute\nsteady\n40\n40 GiB\nspeed\n\ncuda\n");

        Assert.Equal(3, answer.Out.Split("How many users").Length - 1);
        Assert.Contains("'many' is not valid for 'users'", answer.Out, StringComparison.Ordinal);
        Assert.Contains("'40' is not valid for 'memory-per-user'", answer.Out, StringComparison.Ordinal);
        Assert.Contains("'speed' is not known in 'needs'", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("The description has", answer.Out, StringComparison.Ordinal);
        Assert.Equal(0, answer.ExitCode);
    }

    [Fact]
    public async Task Ctrl_c_at_a_question_ends_it()
    {
        using var desk = new Typed();

        var answer = await desk.InterruptOnTerminalAsync("advise", "each with a VM? >");

        Assert.Contains("Interrupted; nothing was changed.", answer.Out, StringComparison.Ordinal);
        Assert.Equal(130, answer.ExitCode);
    }

    [Fact]
    public async Task What_is_not_valid_is_named_and_where_nobody_can_be_asked_that_is_said()
    {
        using var desk = new Typed();
        desk.File("team.yaml", "version: 1\nusers: 6\nwork: dancing\nload: peak\nmemory-per-user: 4\n");

        var asked = await desk.RunAsync("advise");
        var wrong = await desk.RunAsync("advise", "team.yaml");
        var missing = await desk.RunAsync("advise", Path.Combine(Examples, "cad-office.yaml"), "--inventory", "gone.json");

        Assert.Equal(64, asked.ExitCode);
        Assert.Contains("On a terminal it is asked for", string.Join(' ', asked.Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("team.yaml:3", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("team.yaml:5", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("gone.json", missing.Error, StringComparison.Ordinal);
    }
}
