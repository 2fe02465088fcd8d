using System.Text.Json;
using System.Text.Json.Serialization;

namespace Barelane.Knowledge.Catalog;

/// <summary>
/// The catalogue as it is written in JSON; <see cref="CatalogReader"/> makes cards of it. Optional properties are settable, because
/// generated JSON would otherwise replace the default of one that is left out by null.
/// </summary>
internal sealed record CatalogFile
{
    /// <summary>For editors; says nothing to the program.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public required int FormatVersion { get; init; }

    /// <summary>When the sources were read; an entry may give a date of its own.</summary>
    public DateOnly? Date { get; set; }

    /// <summary>Sources by the short name that entries use; an entry may also give a source in full.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, TroubleEntry> Trouble { get; set; } = new Dictionary<string, TroubleEntry>();

    /// <summary>Read entry by entry, so that a mistake in one of them leaves the others.</summary>
    public required JsonElement Cards { get; init; }

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

        public DateOnly? Date { get; set; }

        public required IReadOnlyList<string> Sources { get; init; }
    }
}
