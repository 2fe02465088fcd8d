using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Catalogs;

/// <summary>Combinations of the catalogue for people.</summary>
public static class CombinationsText
{
    /// <summary>Each combination with what is known of it.</summary>
    public static string Render(IReadOnlyList<Combination> combinations, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var combination in combinations)
        {
            var (word, ink) = combination.Verdict switch
            {
                CombinationVerdict.Works => ("works", Ink.Good),
                CombinationVerdict.Needs => ("needs something", Ink.Plain),
                CombinationVerdict.Doubtful => ("doubtful", Ink.Warn),
                _ => ("fails", Ink.Bad),
            };
            page.Heading(combination.Id);
            List<IReadOnlyList<Span>> rows = [["verdict", new Span(word, ink)], ["cards", CardsOf(combination) is { Count: > 0 } cards ? string.Join(", ", cards) : "every GPU"]];
            if (combination.Vendors.Count + combination.Models.Count > 0)
            {
                rows.Add(["servers", string.Join(", ", combination.Vendors.Concat(combination.Models))]);
            }

            if (Under(combination) is { Length: > 0 } under)
            {
                rows.Add(["under", under]);
            }

            if (combination.Way is { } way)
            {
                rows.Add(["way", way.ToString().ToLowerInvariant()]);
            }

            rows.Add(["known", combination.Text]);
            if (combination.Remedy.Length > 0)
            {
                rows.Add(["do", new Span(combination.Remedy, Ink.Code)]);
            }

            rows.AddRange(combination.Sources.Select(s => (IReadOnlyList<Span>)["source", new Span(s, Ink.Dim)]));
            rows.Add(["as of", new Span(combination.Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "not said", Ink.Dim)]);
            page.Table(2, rows);
        }

        return page.ToString();
    }

    /// <summary>The cards as they are named.</summary>
    internal static IReadOnlyList<string> CardsOf(Combination combination) => [.. combination.Cards.Select(CatalogText.Text), .. combination.CardNames];

    /// <summary>The hypervisor with its versions; empty for all.</summary>
    internal static string Under(Combination combination)
    {
        var hypervisor = combination.Hypervisor switch
        {
            Hypervisor.VSphere => "vSphere",
            Hypervisor.Kvm => combination.From is null && combination.To is null ? "KVM" : "KVM, kernel",
            Hypervisor.HyperV => "Hyper-V",
            _ => "",
        };
        return (combination.From, combination.To) switch
        {
            (null, null) => hypervisor,
            ({ } from, null) => $"{hypervisor} from {from}",
            (null, { } to) => $"{hypervisor} up to {to}",
            var (from, to) => from == to ? $"{hypervisor} {from}" : $"{hypervisor} {from} to {to}",
        };
    }
}
