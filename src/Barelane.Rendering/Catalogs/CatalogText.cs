using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Catalogs;

/// <summary>Cards of the catalogue for people.</summary>
public static class CatalogText
{
    /// <summary>A line for each card.</summary>
    public static string List(IReadOnlyList<Card> cards, TextLook look)
    {
        var page = new TextPage(look);
        page.Table(0, [["ID", "MEMORY", "WAYS", "CARD"], .. cards.Select(Row)]);
        page.Blank();
        page.Flow(0, 2, $"{Words.Count(cards.Count, "card")}.");
        return page.ToString();
    }

    /// <summary>Everything that is known of each card.</summary>
    public static string Details(IReadOnlyList<Card> cards, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var card in cards)
        {
            Add(page, card);
        }

        return page.ToString();
    }

    /// <summary>A card's id in full.</summary>
    internal static string Text(PciId id) => (id.SubVendor, id.SubDevice) == (0, 0)
        ? id.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{id}:{id.SubVendor:x4}:{id.SubDevice:x4}");

    private static void Add(TextPage page, Card card)
    {
        page.Heading(card.Name);
        List<IReadOnlyList<Span>> rows =
        [
            ["ids", string.Join(", ", card.Ids.Select(Text))],
            ["made for", card.Kind switch { CardKind.Datacenter => "servers", CardKind.Workstation => "workstations", CardKind.Integrated => "the processor it is a part of", _ => "the desk at home" }],
            ["memory", card.MemoryGiB == 0 ? "the host's" : $"{card.MemoryGiB} GiB"],
            ["large BAR", card.Bar1GiB is { } bar ? $"{bar} GiB{(card.IsBarDerived ? ", derived from the memory, not read from a card" : "")}" : "not known"],
            ["window", card.VendorMmioGiB is { } window ? $"{window} GiB for one card in a VM, by its vendor" : "its vendor publishes none"],
            ["ways", string.Join(", ", card.Ways.Select(w => w.ToString().ToLowerInvariant()))],
        ];
        if (card.Companions.Count > 0)
        {
            rows.Add(["goes along", string.Join(", ", card.Companions.Select(c => NameOf(c)))]);
        }

        rows.AddRange(CardFacts.Of(card).Select(f => (IReadOnlyList<Span>)[f.Name, f.Text]));
        rows.AddRange(card.Trouble.Select(t => (IReadOnlyList<Span>)["known", new Span(CardFacts.Text(t), Ink.Warn)]));
        rows.AddRange(card.Sources.Select(s => (IReadOnlyList<Span>)["source", new Span(s, Ink.Dim)]));
        rows.Add(["as of", new Span(card.Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "not said", Ink.Dim)]);
        page.Table(2, rows);
    }

    /// <summary>A class in words.</summary>
    internal static string NameOf(PciClass companion) => string.Create(CultureInfo.InvariantCulture, $"{companion.Code switch { 0x0403 => "sound", 0x0c03 => "USB", 0x0c80 => "serial bus", _ => "class" }} ({companion.Code:x4})");

    private static IReadOnlyList<Span> Row(Card card) =>
    [
        new Span($"{Text(card.Ids[0])}{(card.Ids.Count > 1 ? $" +{card.Ids.Count - 1}" : "")}", Ink.Dim),
        card.MemoryGiB == 0 ? "the host's" : $"{card.MemoryGiB} GiB",
        string.Join(", ", card.Ways.Select(w => w.ToString().ToLowerInvariant())),
        card.Name,
    ];
}
