namespace Barelane.Knowledge.Catalog;

/// <summary>
/// The catalogue as it is written in JSON; <see cref="CatalogReader"/> makes cards of it. Optional properties are settable, because
/// generated JSON would otherwise replace the default of one that is left out by null.
/// </summary>
internal sealed record CatalogFile
{
    public required int FormatVersion { get; init; }

    /// <summary>Sources by the short name that entries use; an entry may also give a source in full.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, TroubleEntry> Trouble { get; set; } = new Dictionary<string, TroubleEntry>();

    public required IReadOnlyList<CardEntry> Cards { get; init; }

    internal sealed record TroubleEntry(string Text, string Source);

    internal sealed record CardEntry
    {
        public required string Name { get; init; }

        public required IReadOnlyList<string> Ids { get; init; }

        public CardKind Kind { get; set; }

        public required int MemoryGiB { get; init; }

        public int? Bar1GiB { get; set; }

        public int? VendorMmioGiB { get; set; }

        public IReadOnlyList<string> Ways { get; set; } = ["direct"];

        public IReadOnlyList<string> Companions { get; set; } = [];

        public IReadOnlyList<string> Trouble { get; set; } = [];

        public required IReadOnlyList<string> Sources { get; init; }
    }
}
