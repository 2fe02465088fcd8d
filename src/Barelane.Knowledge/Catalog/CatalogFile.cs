using System.Text.Json;
using System.Text.Json.Serialization;
using Barelane.Core.Inventory;

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

    public IReadOnlyDictionary<string, VgpuEntry> Vgpu { get; set; } = new Dictionary<string, VgpuEntry>();

    public IReadOnlyDictionary<string, MigEntry> Mig { get; set; } = new Dictionary<string, MigEntry>();

    public IReadOnlyDictionary<string, SupportEntry> Support { get; set; } = new Dictionary<string, SupportEntry>();

    public IReadOnlyDictionary<string, EndEntry> EndOfSupport { get; set; } = new Dictionary<string, EndEntry>();

    /// <summary>Read entry by entry, so that a mistake in one of them leaves the others.</summary>
    public required JsonElement Cards { get; init; }

    internal sealed record TroubleEntry
    {
        public required string Text { get; init; }

        public required string Source { get; init; }

        /// <summary>Left out: it is met on all of them.</summary>
        public IReadOnlyList<Hypervisor> Hypervisors { get; set; } = [];
    }

    internal sealed record EndEntry(string What, string Source);

    internal sealed record SupportEntry
    {
        public required Hypervisor Hypervisor { get; init; }

        public required string Way { get; init; }

        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public string Note { get; set; } = "";

        public required string Source { get; init; }
    }

    internal sealed record VgpuEntry
    {
        public required string Prefix { get; init; }

        public bool? MixedSizes { get; set; }

        /// <summary>Slices per GPU by what follows the prefix: <c>8Q</c>, <c>1-5C</c>.</summary>
        public IReadOnlyDictionary<string, int> Profiles { get; set; } = new Dictionary<string, int>();

        /// <summary>The same, computed.</summary>
        public IReadOnlyDictionary<string, int> Derived { get; set; } = new Dictionary<string, int>();

        public required IReadOnlyList<string> Sources { get; init; }
    }

    internal sealed record MigEntry
    {
        public required int ComputeSlices { get; init; }

        public required int MemorySlices { get; init; }

        public bool IsDerived { get; set; }

        public required IReadOnlyList<MigProfileEntry> Profiles { get; init; }

        public required IReadOnlyList<string> Sources { get; init; }
    }

    internal sealed record SpanEntry
    {
        public string From { get; set; } = "";

        public string To { get; set; } = "";
    }

    internal sealed record MigProfileEntry
    {
        public required string Name { get; init; }

        public int? Id { get; set; }

        public required int Size { get; init; }

        public required IReadOnlyList<int> Starts { get; init; }

        public required int Max { get; init; }
    }

    internal sealed record CardEntry
    {
        public required string Name { get; init; }

        public required IReadOnlyList<string> Ids { get; init; }

        public CardKind Kind { get; set; }

        public int? MemoryGiB { get; set; }

        public int? Bar1GiB { get; set; }

        public int? VendorMmioGiB { get; set; }

        public IReadOnlyList<string> Ways { get; set; } = ["direct"];

        public IReadOnlyList<string> Companions { get; set; } = [];

        public IReadOnlyList<string> Trouble { get; set; } = [];

        public int GpusPerBoard { get; set; } = 1;

        public ResetBehaviour? Reset { get; set; }

        public NvLink? NvLink { get; set; }

        public int? VirtualFunctions { get; set; }

        public SpanEntry? Driver { get; set; }

        public SpanEntry? VgpuSoftware { get; set; }

        public string Drivers { get; set; } = "";

        public string? Vgpu { get; set; }

        public string? Mig { get; set; }

        public IReadOnlyList<string> Support { get; set; } = [];

        public string? EndOfSupport { get; set; }

        public DateOnly? Date { get; set; }

        public required IReadOnlyList<string> Sources { get; init; }
    }
}
