using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Advice;

/// <summary>Cards of the catalogue as if they stood in hosts to come, for advice without an inventory and for cards to add.</summary>
internal static class GeneralStock
{
    private const int CardsPerHost = 2;

    /// <summary>The way's best option over the data-centre cards of the catalogue: the one with the fewest cards, of those the smallest.</summary>
    public static AdviceOption Best(Description wanted, Way way, CardCatalog catalog)
    {
        var options = Candidates(wanted, catalog).Select(c => Evaluation.Of(wanted, c, way)).ToList();
        return options.Where(o => o.Verdict == Verdict.Serves).OrderBy(o => o.Cards).FirstOrDefault()
            ?? options.FirstOrDefault() ?? Evaluation.Of(wanted, [], way);
    }

    /// <summary>For each model that has the memory and that drivers to come still serve, as many cards as the team could need; the smallest model first.</summary>
    private static IEnumerable<IReadOnlyList<StockCard>> Candidates(Description wanted, CardCatalog catalog) => catalog.Cards
        .Where(c => c.Kind == CardKind.Datacenter && c.MemoryGiB * 1024 >= wanted.MemoryMiB && !Ends(c) && c.Support.Any(s => s.Hypervisor == wanted.Hypervisor))
        .OrderBy(c => c.MemoryGiB).ThenBy(c => c.Name, StringComparer.Ordinal)
        .DistinctBy(c => (c.MemoryGiB, c.Vgpu?.Prefix))
        .Select(c => (IReadOnlyList<StockCard>)[.. Enumerable.Range(0, Math.Min(wanted.Running * (wanted.WholeCards ?? 1), 1024)).Select(i => Of(c, wanted.Hypervisor, i, wanted.WholeCards ?? 1))]);

    private static bool Ends(Card card) => card.EndOfSupport is not null || card.Driver is { To.Length: > 0 } || card.VgpuSoftware is { To.Length: > 0 };

    /// <summary>Such a card, the number <paramref name="index"/> of its kind.</summary>
    public static StockCard Of(Card card, Hypervisor hypervisor, int index, int perUser) => new()
    {
        Host = $"a new host {(index / Math.Max(CardsPerHost, perUser)) + 1}",
        Address = $"card {index + 1}",
        Model = card.Name,
        Card = card,
        MemoryMiB = card.MemoryGiB * 1024,
        Hypervisor = hypervisor,
        Version = Newest(hypervisor),
    };

    /// <summary>The version that a host to come would have.</summary>
    public static Version Newest(Hypervisor hypervisor) => hypervisor switch
    {
        Hypervisor.VSphere => new Version(8, 0, 3),
        Hypervisor.HyperV => new Version(10, 0, 26100),
        _ => new Version(11, 0),
    };
}
