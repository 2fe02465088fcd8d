using System.Text.Json;
using System.Text.Json.Serialization;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>A file of servers or combinations as it is written in JSON; entries are read one by one by <see cref="EntryReader{TEntry,TItem}"/>.</summary>
internal sealed record EntryFile
{
    /// <summary>For editors; says nothing to the program.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public required int FormatVersion { get; init; }

    /// <summary>When the sources were read; an entry may give a date of its own.</summary>
    public DateOnly? Date { get; set; }

    /// <summary>What a list was made from, where it was imported; for people.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Sources by the short name that entries use; an entry may also give a source in full.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; set; } = new Dictionary<string, string>();

    public JsonElement? Servers { get; set; }

    public JsonElement? Combinations { get; set; }

    /// <summary>Sources in full.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<string> sources) => [.. sources.Select(s => Sources.GetValueOrDefault(s, s))];

    internal sealed record ServerEntry
    {
        public required string Name { get; init; }

        public required IReadOnlyList<string> Vendors { get; init; }

        public IReadOnlyList<string> Models { get; set; } = [];

        public string Cpu { get; set; } = "";

        public required IReadOnlyDictionary<string, string> Settings { get; init; }

        public bool IsVerified { get; set; }

        public string Note { get; set; } = "";

        public DateOnly? Date { get; set; }

        public required IReadOnlyList<string> Sources { get; init; }
    }

    internal sealed record CombinationEntry
    {
        public required string Id { get; init; }

        public IReadOnlyList<string> Cards { get; set; } = [];

        public IReadOnlyList<string> CardNames { get; set; } = [];

        public IReadOnlyList<string> Vendors { get; set; } = [];

        public IReadOnlyList<string> Models { get; set; } = [];

        public Hypervisor? Hypervisor { get; set; }

        public string? From { get; set; }

        public string? To { get; set; }

        public string? Way { get; set; }

        public required CombinationVerdict Verdict { get; init; }

        public required string Text { get; init; }

        public string Remedy { get; set; } = "";

        public DateOnly? Date { get; set; }

        public required IReadOnlyList<string> Sources { get; init; }
    }
}
