using System.Text.RegularExpressions;
using Barelane.Core.Rules;
using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Symptoms;
using Barelane.Rendering.Reference;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed partial class ReferencePagesTests
{
    private static readonly IReadOnlyDictionary<string, string> Pages = ReferencePages.All(RuleCatalog.All, SymptomCatalog.BuiltIn.Symptoms, CardCatalog.BuiltIn.Cards);

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_in_docs_is_what_the_data_say(string name) => Golden.Match(Path.Combine("..", "..", "..", "docs", "reference", name), Pages[name]);

    [Fact]
    public void Every_symptom_stands_on_one_page() => Assert.All(SymptomCatalog.BuiltIn.Symptoms, s =>
        Assert.Single(Pages.Values, p => p.Contains($"\n## {s.Id}\n", StringComparison.Ordinal)));

    [Fact]
    public void Links_between_the_pages_lead_somewhere() => Assert.All(
        Pages.Values.SelectMany(p => Link().Matches(p)),
        l => Assert.Contains($"\n## {l.Groups["anchor"].Value.ToUpperInvariant()}\n", Pages[l.Groups["page"].Value], StringComparison.Ordinal));

    [GeneratedRegex(@"\]\((?<page>[a-z-]+\.md)#(?<anchor>[a-z0-9-]+)\)")]
    private static partial Regex Link();
}
