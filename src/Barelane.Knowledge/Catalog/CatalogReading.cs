namespace Barelane.Knowledge.Catalog;

/// <summary>What came of reading a catalogue.</summary>
/// <param name="Catalog">The catalogue; null where there are mistakes.</param>
/// <param name="Problems">A sentence for each mistake, with the line and the entry's name; empty where there is none.</param>
public sealed record CatalogReading(CardCatalog? Catalog, IReadOnlyList<string> Problems)
{
    /// <summary>The entries without a mistake; null where the file as a whole cannot be read.</summary>
    public CardCatalog? Sound { get; init; }

    /// <summary>A sentence for each thing that a sound entry leaves open; no mistakes.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>The cards that come with the program and are replaced by sound entries, in whole or for some of their ids.</summary>
    public IReadOnlyList<Card> Replaces() =>
        Sound is null ? [] : [.. Sound.Cards.SelectMany(c => c.Ids).Select(CardCatalog.BuiltIn.Find).OfType<Card>().Distinct()];
}
