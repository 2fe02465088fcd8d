using Barelane.Rendering.Json;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class PlanTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_plan_that_may_run_shows_cost_steps_and_the_command(int width) =>
        Golden.Match($"plan-complete.{width}.txt", PlanText.Render(Samples.Complete, new TextLook(width, Colour: false)));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Missing_consents_are_shown_with_the_flags_and_the_lines_that_give_them(int width) =>
        Golden.Match($"plan-consent.{width}.txt", PlanText.Render(Samples.NeedsConsent, new TextLook(width, Colour: false)));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_blocked_plan_shows_the_worst_findings_first_with_what_to_do(int width) =>
        Golden.Match($"plan-blocked.{width}.txt", PlanText.Render(Samples.Blocked, new TextLook(width, Colour: false)));

    [Fact]
    public void A_plan_in_json_is_its_own_bytes_with_what_surrounds_them() =>
        Golden.Match("plan-consent.json", ReportJson.Text(PlanReport.Of(Samples.NeedsConsent)));

    [Fact]
    public void A_plan_with_nothing_to_do_says_so() =>
        Assert.Contains("Nothing to do", PlanText.Render(Samples.Empty, TextLook.Piped), StringComparison.Ordinal);

    [Fact]
    public void Colour_adds_escapes_and_changes_no_word()
    {
        var plain = PlanText.Render(Samples.NeedsConsent, new TextLook(80, Colour: false));
        var coloured = PlanText.Render(Samples.NeedsConsent, new TextLook(80, Colour: true));

        Assert.Contains("\u001b[", coloured, StringComparison.Ordinal);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9]+m", ""));
    }

    [Fact]
    public void Names_from_elsewhere_cannot_move_the_cursor_or_turn_the_text()
    {
        var text = PlanText.Render(Samples.Hostile, new TextLook(80, Colour: false));

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("\\u001b[31m", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_terminal_unless_it_is_one_word_or_one_option(int width)
    {
        var views = new[] { Samples.Complete, Samples.NeedsConsent, Samples.Blocked };

        Assert.All(views.SelectMany(v => PlanText.Render(v, new TextLook(width, Colour: false)).Split('\n')), line =>
            Assert.True(line.Length <= width || line.TrimStart().StartsWith("--", StringComparison.Ordinal) || !line.TrimEnd('\\').Replace("more  ", "", StringComparison.Ordinal).Trim().Contains(' ', StringComparison.Ordinal), $"{line.Length} > {width}: {line}"));
    }

    [Fact]
    public void Nothing_ends_a_line_with_blanks() =>
        Assert.DoesNotContain(" \n", PlanText.Render(Samples.NeedsConsent, TextLook.Piped), StringComparison.Ordinal);
}
