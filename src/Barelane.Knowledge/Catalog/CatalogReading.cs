namespace Barelane.Knowledge.Catalog;

/// <summary>What came of reading a catalogue: the catalogue, or every mistake in it.</summary>
/// <param name="Catalog">The catalogue; null where there are mistakes.</param>
/// <param name="Problems">A sentence for each mistake, with the entry's name; empty where there is none.</param>
public sealed record CatalogReading(CardCatalog? Catalog, IReadOnlyList<string> Problems);
