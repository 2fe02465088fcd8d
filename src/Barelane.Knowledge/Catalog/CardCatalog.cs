using System.Collections.Frozen;
using System.Text;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>What is known of cards by their PCI ids: data with sources, which a user's own file extends and overrides entry by entry. Immutable.</summary>
public sealed class CardCatalog
{
    private static readonly Lazy<CardCatalog> LazyBuiltIn = new(LoadBuiltIn);
    private readonly FrozenDictionary<PciId, Card> _byId;
    private readonly FrozenSet<PciId> _ofSeveralSizes;
    private readonly SlicingTables? _tables;

    private CardCatalog(IReadOnlyList<Card> cards, SlicingTables? tables = null)
    {
        Cards = cards;
        _tables = tables;
        _byId = cards.SelectMany(c => c.Ids.Select(id => (id, c))).ToFrozenDictionary(p => p.id, p => p.c);
        _ofSeveralSizes = _byId.GroupBy(p => Bare(p.Key)).Where(g => g.Select(p => p.Value.MemoryGiB).Distinct().Count() > 1).Select(g => g.Key).ToFrozenSet();
    }

    /// <summary>The catalogue that comes with the program.</summary>
    public static CardCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every card, the user's own first.</summary>
    public IReadOnlyList<Card> Cards { get; }

    /// <summary>Reads a catalogue from JSON; the mistakes in it are all named at once.</summary>
    public static CatalogReading Read(string json) => Read(json, BuiltIn._tables);

    /// <summary>The card with these ids: the entry with the same subsystem ids, otherwise the one for the device id; null where none is known.</summary>
    public Card? Find(PciId id) => _byId.GetValueOrDefault(id) ?? _byId.GetValueOrDefault(Bare(id));

    /// <summary>Whether the entry for these ids stands for the size too: not where no subsystem ids were told and boards of the device id differ in memory.</summary>
    public bool IsSizeTold(PciId id) => !_ofSeveralSizes.Contains(id);

    /// <summary>
    /// The cards that are meant: the one with an id with subsystem ids, all that share a device id, the one that any board of it is taken for
    /// first, or those with words that all stand in the name, without regard to case.
    /// </summary>
    public IReadOnlyList<Card> Search(string text)
    {
        if (PciId.TryParse(text, out var id))
        {
            var found = Find(id);
            return id == Bare(id)
                ? [.. Cards.Where(c => c.Ids.Any(i => Bare(i) == id)).OrderByDescending(c => ReferenceEquals(c, found))]
                : found is null ? [] : [found];
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Cards.Where(c => words.All(w => c.Name.Contains(w, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>This catalogue with the entries of <paramref name="own"/> in place of those that have the same ids.</summary>
    public CardCatalog With(CardCatalog own)
    {
        var taken = own.Cards.SelectMany(c => c.Ids).ToHashSet();
        var kept = Cards
            .Select(c => c with { Ids = [.. c.Ids.Where(id => !taken.Contains(id) && !taken.Contains(Bare(id)))] })
            .Where(c => c.Ids.Count > 0);
        return new CardCatalog([.. own.Cards, .. kept]);
    }

    /// <summary>
    /// The same fleet, with memory, BAR size, the vendor's window and known trouble of cards filled in where the hypervisor did not
    /// tell them: as inferred, with the entry as evidence. What was read stays.
    /// </summary>
    public FleetInventory Enrich(FleetInventory fleet) => new([.. fleet.Sites.Select(s => s with { Hosts = [.. s.Hosts.Select(h => Enrich(h, s.Site.Hypervisor))] })]);

    private static CatalogReading Read(string json, SlicingTables? builtIn)
    {
        var reader = CatalogReader.Read(json, builtIn);
        var sound = reader.Cards is null ? null : new CardCatalog(reader.Cards, reader.Tables);
        return new CatalogReading(reader.Problems.Count == 0 ? sound : null, reader.Problems) { Sound = sound, Lacks = reader.Lacks };
    }

    private Host Enrich(Host host, Hypervisor hypervisor) => host.Devices.Any(d => Find(d.Id) is not null)
        ? host with { Devices = [.. host.Devices.Select(d => Enrich(d, hypervisor))] }
        : host;

    private Device Enrich(Device device, Hypervisor hypervisor)
    {
        if (Find(device.Id) is not { } card)
        {
            return device;
        }

        // Nothing is better than a size too small.
        if (!IsSizeTold(device.Id))
        {
            return device with { KnownTrouble = Fill(device.KnownTrouble, TroubleOf(card, hypervisor), $"the card catalogue lists several cards for [{device.Id}]") };
        }

        var evidence = $"the card catalogue lists '{card.Name}' for [{device.Id}]";
        return device with
        {
            MemoryMiB = card.MemoryGiB == 0 ? device.MemoryMiB : Fill(device.MemoryMiB, card.MemoryGiB * 1024L, $"{evidence} with {card.MemoryGiB} GiB"),
            BarMiB = card.Bar1GiB is { } bar ? Fill(device.BarMiB, bar * 1024L, $"{evidence}; its BAR of {bar} GiB is {(card.IsBarDerived ? "derived from its memory" : "listed there")}") : device.BarMiB,
            VendorMmioGiB = card.VendorMmioGiB is { } window ? Fill(device.VendorMmioGiB, window, $"{evidence}; its vendor publishes a window of {window} GiB") : device.VendorMmioGiB,
            KnownTrouble = Fill(device.KnownTrouble, TroubleOf(card, hypervisor), evidence),
        };
    }

    private static PciId Bare(PciId id) => new(id.Vendor, id.Device);

    private static IReadOnlyList<string> TroubleOf(Card card, Hypervisor hypervisor) => [.. card.Trouble.Where(t => t.IsMetOn(hypervisor)).Select(t => $"{t.Text} ({t.Source})")];

    private static Observed<T> Fill<T>(Observed<T> found, T known, string evidence) => found.HasValue ? found : Observed.Inferred(known, evidence);

    private static CardCatalog LoadBuiltIn()
    {
        using var stream = typeof(CardCatalog).Assembly.GetManifestResourceStream("cards.json")
            ?? throw new InvalidOperationException("The program was built without its card catalogue.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var reading = Read(reader.ReadToEnd(), builtIn: null);
        return reading.Catalog ?? throw new InvalidOperationException($"The program's card catalogue has mistakes: {string.Join(" ", reading.Problems)}");
    }
}
