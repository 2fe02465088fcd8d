using System.Globalization;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Catalogs;

namespace Barelane.Rendering.Reference;

/// <summary>A page for each card, and one that lists them.</summary>
public static class CardPages
{
    private const string Index = "cards.md";
    private const string Folder = "cards";

    internal static IEnumerable<(string Path, string Text)> All(IReadOnlyList<Card> cards, IReadOnlyList<Combination> combinations)
    {
        yield return (Index, List(cards));
        foreach (var card in cards)
        {
            yield return ($"{Folder}/{Markdown.Slug(card.Name)}.md", Page(card, [.. combinations.Where(c => c.Cards.Count + c.CardNames.Count > 0 && c.IsOf(card.Ids[0], card.Name))]));
        }
    }

    private static string List(IReadOnlyList<Card> cards)
    {
        var page = Markdown.Begin("Cards", $"What [`barelane catalog`](catalog.md) knows: {cards.Count} cards. Sizes in GiB; a BAR in brackets is derived from the memory, not read from a card.");
        page.Append("\n| card | ids | memory | BAR | window by its vendor | ways |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var card in cards)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{card.Name}]({Folder}/{Markdown.Slug(card.Name)}.md) | {Ids(card)} | {(card.MemoryGiB == 0 ? "the host's" : Size(card.MemoryGiB))} | {(card is { Bar1GiB: { } bar, IsBarDerived: true } ? $"({bar})" : Size(card.Bar1GiB))} | {Size(card.VendorMmioGiB)} | {Ways(card)} |\n");
        }

        return page.ToString();
    }

    private static string Page(Card card, IReadOnlyList<Combination> combinations)
    {
        var page = Markdown.Begin(card.Name, $"- ids: {Ids(card)}\n- memory: {(card.MemoryGiB == 0 ? "the host's" : $"{card.MemoryGiB} GiB")}\n- large BAR: {(card.Bar1GiB is { } bar ? $"{bar} GiB{(card.IsBarDerived ? ", derived from the memory, not read from a card" : "")}" : "not known")}");
        page.Append(CultureInfo.InvariantCulture, $"- window for one card in a VM, by its vendor: {(card.VendorMmioGiB is { } window ? $"{window} GiB" : "none is published")}\n- ways: {Ways(card)}\n");
        if (card.Companions.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"- goes along: {string.Join(", ", card.Companions.Select(CatalogText.NameOf))}\n");
        }

        foreach (var (name, text) in CardFacts.Of(card))
        {
            page.Append(CultureInfo.InvariantCulture, $"- {name}: {Markdown.Escaped(text)}\n");
        }

        if (card.Trouble.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Known trouble\n\nSaid by {RulePages.Link("DEVICE-TROUBLE-001")}.\n\n");
            foreach (var trouble in card.Trouble)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {Markdown.Escaped(CardFacts.Text(trouble))}\n");
            }
        }

        if (combinations.Count > 0)
        {
            page.Append("\n## Combinations\n\n");
            foreach (var combination in combinations)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {HardwarePages.Link(combination)}, {combination.Verdict.ToString().ToLowerInvariant()}: {Markdown.Escaped(combination.Text)}\n");
            }
        }

        page.Append("\n## Sources\n\n");
        foreach (var source in card.Sources.Concat(card.Vgpu?.Sources ?? []).Concat(card.Mig?.Sources ?? []).Distinct(StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"- {Markdown.Escaped(source)}\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\nRead: {card.Date:yyyy-MM-dd}. [All cards](../{Index})\n");
        return page.ToString();
    }

    private static string Ids(Card card) => string.Join(", ", card.Ids.Select(i => $"`{CatalogText.Text(i)}`"));

    private static string Ways(Card card) => string.Join(", ", card.Ways.Select(w => w.ToString().ToLowerInvariant()));

    private static string Size(int? gib) => gib?.ToString(CultureInfo.InvariantCulture) ?? "";
}
