using System.Text.Json.Serialization;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Symptoms;

/// <summary>Symptoms as they are written in JSON; <see cref="SymptomReader"/> makes entries of them.</summary>
internal sealed record SymptomFile
{
    /// <summary>For editors; says nothing to the program.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public required int FormatVersion { get; init; }

    public required DateOnly Date { get; init; }

    public required IReadOnlyList<Entry> Symptoms { get; init; }

    internal sealed record Entry
    {
        public required string Id { get; init; }

        public required string Title { get; init; }

        public IReadOnlyList<Hypervisor> Hypervisors { get; set; } = [];

        public required IReadOnlyList<LogKind> FoundIn { get; init; }

        public IReadOnlyList<string> Patterns { get; set; } = [];

        public IReadOnlyList<string> Words { get; set; } = [];

        public bool Broad { get; set; }

        public IReadOnlyList<string> Follows { get; set; } = [];

        public required IReadOnlyList<CauseEntry> Causes { get; init; }

        public string Question { get; set; } = "";

        public required string Source { get; init; }

        /// <summary>Left out: the file's date.</summary>
        public DateOnly? Date { get; set; }
    }

    internal sealed record CauseEntry
    {
        public required string Cause { get; init; }

        public Confidence Confidence { get; set; } = Confidence.Likely;

        public required string Remedy { get; init; }

        public IReadOnlyList<string> Evidence { get; set; } = [];

        public IReadOnlyList<string> Words { get; set; } = [];

        public IReadOnlyList<string> Against { get; set; } = [];

        public bool Harmless { get; set; }

        public string? Rule { get; set; }
    }
}
