using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Losses;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Advice;

/// <summary>Recommends a way for a described team on a stock of cards. Pure: the same description and stock give the same answer.</summary>
public static class Advisor
{
    private static readonly Version DynamicDirectPath = new(7, 0);

    /// <summary>The ways in their order, with what would change that.</summary>
    public static AdviceResult Advise(Description description, Stock stock, CardCatalog catalog)
    {
        var options = Rank(description, stock, catalog);
        return new AdviceResult
        {
            Description = description,
            IsGeneral = stock.IsGeneral,
            CardsSeen = stock.Cards.Count,
            Options = options,
            Changes = Changes.Find(description, stock, catalog, options[0]),
            Notes = stock.Notes,
        };
    }

    /// <summary>The ways in their order alone.</summary>
    internal static IReadOnlyList<AdviceOption> Rank(Description description, Stock stock, CardCatalog catalog)
    {
        var options = stock.IsGeneral
            ? [.. new[] { Way.Direct, Way.Shared, Way.Remote }.Select(w => GeneralStock.Best(description, w, catalog))]
            : new[] { Way.Direct, Way.Shared, Way.Remote }.Select(w => Evaluation.Of(description, stock.Cards, w)).ToList();
        return [.. options
            .OrderBy(o => o.Verdict)
            .ThenByDescending(o => o.Verdict == Verdict.TooFew ? o.Served : 0)
            .ThenBy(o => o.UnmetWishes.Count)
            .ThenBy(o => Preference(description, o.Way))
            .ThenBy(o => o.Cost?.PerUser ?? 0)];
    }

    /// <summary>Where nothing else decides: who shares gains from uneven load, who loads a card all the time has it alone, who can wait needs none of his own.</summary>
    internal static int Preference(Description description, Way way) => (description, way) switch
    {
        ({ WholeCards: not null } or { Load: LoadShape.Steady, Batch: false }, _) => way switch { Way.Direct => 0, Way.Shared => 1, _ => 2 },
        ({ Batch: true }, _) => way switch { Way.Remote => 0, Way.Shared => 1, _ => 2 },
        _ => way switch { Way.Shared => 0, Way.Direct => 1, _ => 2 },
    };

    /// <summary>What becomes of the features that a VM can lose, by the way's form that this hypervisor has.</summary>
    internal static IReadOnlyList<Loss> LossesOf(Description wanted, StockCard card, Way way, SliceChoice? slice) =>
        LossTable.OfWay(card.Hypervisor, card.Version, VariantOf(wanted, card, way), slice?.Told);

    /// <summary>The form of the way: a card by its description where restart after a host's failure matters and the hypervisor has that form.</summary>
    internal static WayVariant VariantOf(Description wanted, StockCard card, Way way) => way switch
    {
        Way.Direct when card.Hypervisor == Hypervisor.VSphere && card.Version >= DynamicDirectPath && wanted.Needs.Concat(wanted.Wishes).Contains("host-failover") => WayVariant.DirectByDescription,
        Way.Direct => WayVariant.DirectFixed,
        Way.Shared => WayVariant.Slice,
        _ => WayVariant.Lease,
    };
}
