using System.Text.RegularExpressions;
using Barelane.Core.Rules;
using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Symptoms;
using Barelane.Rendering.Reference;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed partial class ReferencePagesTests
{
    private static readonly IReadOnlyDictionary<string, string> Pages = ReferencePages.All(RuleCatalog.All, SymptomCatalog.BuiltIn.Symptoms, HardwareCatalog.BuiltIn);

    [Theory]
    [InlineData("rules")]
    [InlineData("symptoms")]
    [InlineData("cards")]
    [InlineData("servers")]
    [InlineData("combinations")]
    public void The_pages_in_docs_are_what_the_data_say(string folder)
    {
        var mine = Pages.Where(p => p.Key.StartsWith(folder + "/", StringComparison.Ordinal) || p.Key == folder + ".md").ToList();

        Assert.NotEmpty(mine);
        Assert.All(mine, p => Golden.Match(Path.Combine("..", "..", "..", "docs", "reference", p.Key), p.Value));
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("symptoms")]
    [InlineData("cards")]
    public void No_page_is_left_of_what_the_data_no_longer_have(string folder) =>
        Golden.NoOthers(Path.Combine("..", "..", "..", "docs", "reference", folder), [.. Pages.Keys.Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal)).Select(p => p[(folder.Length + 1)..])]);

    [Fact]
    public void Every_rule_symptom_and_card_has_a_page_of_its_own()
    {
        Assert.All(RuleCatalog.All, r => Assert.Contains($"rules/{r.Info.Id}.md", Pages.Keys));
        Assert.All(SymptomCatalog.BuiltIn.Symptoms, s => Assert.Contains($"symptoms/{s.Id}.md", Pages.Keys));
        Assert.Equal(CardCatalog.BuiltIn.Cards.Count, Pages.Keys.Count(p => p.StartsWith("cards/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_page_is_listed_on_its_index() => Assert.All(
        Pages.Keys.Where(p => p.Contains('/', StringComparison.Ordinal)),
        p => Assert.Contains($"]({p})", Pages[p.Split('/')[0] + ".md"], StringComparison.Ordinal));

    [Fact]
    public void Links_between_the_pages_lead_somewhere() => Assert.All(
        Pages.SelectMany(p => Link().Matches(p.Value).Select(l => (From: p.Key, To: l.Groups["page"].Value))),
        l => Assert.True(
            Pages.ContainsKey(Resolved(l.From, l.To)) || File.Exists(Path.Combine(Golden.Beside(), "..", "..", "docs", "reference", Resolved(l.From, l.To))),
            $"{l.From} links to {l.To}"));

    [Fact]
    public void A_finding_says_where_its_rule_is_described_and_only_where_there_is_such_a_page()
    {
        Assert.Equal("docs/reference/rules/HOST-IOMMU-001.md", RulePages.PlaceOf("HOST-IOMMU-001"));
        Assert.Equal("", RulePages.PlaceOf("NOT-A-RULE-001"));
        Assert.All(RuleCatalog.All, r => Assert.Contains(RulePages.PlaceOf(r.Info.Id)["docs/reference/".Length..], Pages.Keys));
    }

    private static string Resolved(string from, string to) => to.StartsWith("../", StringComparison.Ordinal) ? to[3..] : from.Contains('/', StringComparison.Ordinal) ? $"{from.Split('/')[0]}/{to}" : to;

    [GeneratedRegex(@"\]\((?<page>[A-Za-z0-9./-]+\.md)\)")]
    private static partial Regex Link();
}
