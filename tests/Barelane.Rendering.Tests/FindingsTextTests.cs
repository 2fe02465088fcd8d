using Barelane.Rendering.Findings;
using Barelane.Rendering.Json;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class FindingsTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Findings_say_what_was_seen_what_is_required_and_what_to_do(int width) =>
        Golden.Match($"findings.{width}.txt", FindingsText.Render("render-farm", Samples.Findings, withPasses: true, new TextLook(width, Colour: false)));

    [Fact]
    public void Findings_in_json_carry_every_part() =>
        Golden.Match("findings.json", ReportJson.Text(FindingsReport.Of("render-farm", Samples.Findings)));

    [Fact]
    public void Passes_are_left_out_unless_asked_for() =>
        Assert.DoesNotContain("VM-EFI-001", FindingsText.Render("render-farm", Samples.Findings, withPasses: false, TextLook.Piped), StringComparison.Ordinal);

    [Fact]
    public void More_than_one_of_a_kind_are_counted_in_the_plural()
    {
        var twice = Samples.Findings.Concat(Samples.Findings).ToList();

        Assert.Contains("4 findings stand in the way. (2 blocks, 2 unknown, 2 warnings, 2 notes, 2 passes)", FindingsText.Render("render-farm", twice, withPasses: true, new TextLook(200, Colour: false)), StringComparison.Ordinal);
    }
}
