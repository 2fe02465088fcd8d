using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Barelane.HyperV.PowerShell;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.HyperV.Tests.PowerShell;

public class BootstrapTests
{
    // Every character that PowerShell takes for a quote, a dash, a blank or an end of line, beside those of cmd and of POSIX shells.
    private static readonly string[] Hostile =
    [
        "'", "\"", "`", "$", "$(", ")", "${", "}", "@'\n", "\n'@", ";", "|", "&", "%PATH%", "^", "<", ">", "\\", "\n", "\r", "\0", "\u0085", "\u2028", "\u2018", "\u2019", "\u201a", "\u201b",
        "\u201c", "\u201d", "\u201e", "\u2013", "\u2014", "\u2015", "\u00a0", "\u200b", "\ufeff", "#", "<#", "#>", "--%", "BARELANE>>>", "<<<BARELANE ", "/Date(0)/", "\\/Date(0)\\/", "{0}", "[*]", "\U0001F5A5", "\u0000", "\u001b[2J", "a", "Z",
        "$(Remove-Item C:\\ -Recurse)", "'; Stop-Computer; '", "\"; Stop-Computer; \"", "\u2019; Stop-Computer; \u2019",
    ];

    private static readonly HostScript Script = HostScript.Of("probe", "Get-VM -Id $Arguments.id | Select-Object -Property $Arguments.name", TimeSpan.FromSeconds(1), onlyReads: true);

    private static Arbitrary<string> Names => Gen.Elements(Hostile).ListOf().Select(p => string.Concat(p)).ToArbitrary();

    [Fact]
    public void No_name_becomes_a_part_of_the_command_line_or_of_a_script()
    {
        var (line, text) = (Bootstrap.CommandLine, Script.Text);
        Prop.ForAll(Names, Names, (id, name) =>
        {
            var input = Bootstrap.Input(Script, new JsonObject { ["id"] = id, ["name"] = name, [name + "x"] = new JsonArray(id, name) });
            using var json = JsonDocument.Parse(Convert.FromBase64String(Encoding.ASCII.GetString(input)));
            var root = json.RootElement;
            return Encoding.ASCII.GetString(input).All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')
                && Bootstrap.CommandLine == line
                && root.GetProperty("script").GetString() == text
                && root.GetProperty("frame").GetString() == Bootstrap.Frame
                && root.EnumerateObject().Count() == 4
                && root.GetProperty("arguments").GetProperty("id").GetString() == id
                && root.GetProperty("arguments").GetProperty("name").GetString() == name
                && root.GetProperty("arguments").GetProperty(name + "x")[1].GetString() == name;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_name_is_written_as_a_date_of_the_old_JSON_reader() => Prop.ForAll(Names, name =>
    {
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(Encoding.ASCII.GetString(Bootstrap.Input(Script, new JsonObject { ["id"] = name, ["name"] = "" }))));
        return !json.Contains("\\/Date(", StringComparison.Ordinal) || name.Contains("\\/Date(", StringComparison.Ordinal) && json.Contains("\\\\/Date(", StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_command_line_is_short_and_of_words_that_no_shell_changes()
    {
        Assert.Matches("^[A-Za-z0-9+/= -]+$", Bootstrap.CommandLine);
        Assert.InRange(Bootstrap.CommandLine.Length, 1, 700);
    }

    [Fact]
    public void The_command_line_holds_the_loader_and_nothing_else()
    {
        var loader = Encoding.Unicode.GetString(Convert.FromBase64String(Bootstrap.Arguments[^1]));

        Assert.Equal("$r=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd()))|ConvertFrom-Json;&([scriptblock]::Create($r.frame)) $r", loader);
    }

    [Fact]
    public void The_frame_prints_one_answer_and_evaluates_the_script_alone()
    {
        Assert.Single(Regex.Matches(Bootstrap.Frame, "<<<BARELANE "));
        Assert.Single(Regex.Matches(Bootstrap.Frame, "scriptblock\\]::Create"));
        Assert.Contains("[scriptblock]::Create($request.script)", Bootstrap.Frame, StringComparison.Ordinal);
        Assert.DoesNotContain("Invoke-Expression", Bootstrap.Frame, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('"', Bootstrap.Frame);
    }

    [Fact]
    public void A_script_without_an_argument_that_it_reads_is_not_sent()
    {
        Assert.Equal(["id", "name"], Script.ArgumentNames);
        Assert.Contains("'name'", Assert.Throws<ArgumentException>(() => Bootstrap.Input(Script, new JsonObject { ["id"] = "x" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_would_arrive_as_another_is_not_sent() =>
        Assert.Throws<ArgumentException>(() => Bootstrap.Input(Script, new JsonObject { ["id"] = "vm\ud800", ["name"] = "" }));
}
