using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Catalogs;
using Barelane.Rendering.Json;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class CatalogTextTests
{
    private const string Own = """
        {
          "formatVersion": 1,
          "cards": [
            { "name": "Our A40", "ids": ["10de:2235"], "memoryGiB": 48, "trouble": ["Slot 3 only."], "sources": ["our own measurement"] },
            { "name": "Our T4", "ids": ["10de:1eb8"], "memoryGB": 16, "sources": ["our own"] },
            { "name": "Our A10", "ids": ["10de:2236"], "memoryGiB": "24 GB", "sources": ["our own"] }
          ]
        }
        """;

    private static readonly IReadOnlyList<Card> Some = [.. CardCatalog.BuiltIn.Search("A40"), .. CardCatalog.BuiltIn.Search("RTX 3090")];

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Cards_are_listed_with_memory_ways_and_ids(int width) => Golden.Match($"catalog-list.{width}.txt", CatalogText.List(Some, new TextLook(width, Colour: false)));

    [Fact]
    public void A_card_is_shown_with_what_is_derived_marked_so() => Golden.Match("catalog-card.80.txt", CatalogText.Details(Some, TextLook.Piped));

    [Fact]
    public void Cards_in_json_carry_every_part() => Golden.Match("catalog.json", ReportJson.Text(CatalogReport.Of(Some, [], [])));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Servers_and_combinations_are_shown_with_their_words_and_sources(int width) => Golden.Match(
        $"catalog-servers.{width}.txt",
        ServersText.Render([ServerCatalog.BuiltIn.Servers[0]], new TextLook(width, Colour: false)) + CombinationsText.Render([.. CombinationCatalog.BuiltIn.Combinations.Take(2)], new TextLook(width, Colour: false)));

    [Fact]
    public void Servers_and_combinations_in_json_carry_every_part() => Golden.Match(
        "catalog-servers.json", ReportJson.Text(CatalogReport.Of([], [ServerCatalog.BuiltIn.Servers[0]], [CombinationCatalog.BuiltIn.Combinations[0]])));

    [Fact]
    public void A_check_names_mistakes_with_their_lines_and_what_is_left_open() => Golden.Match("catalog-check.80.txt", CatalogCheckText.Render("mine.json", HardwareReading.Of(Own), TextLook.Piped));

    [Fact]
    public void A_check_in_json_carries_every_part() => Golden.Match("catalog-check.json", ReportJson.Text(CatalogCheckReport.Of("mine.json", HardwareReading.Of(Own))));

    [Fact]
    public void A_file_that_is_no_catalogue_is_not_used() =>
        Assert.Contains("Nothing of the file is used", CatalogCheckText.Render("mine.json", HardwareReading.Of("{"), TextLook.Piped), StringComparison.Ordinal);
}
