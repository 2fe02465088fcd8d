using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Catalogs;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>catalog show</c> and <c>catalog search</c>.</summary>
public sealed record CatalogReport : Report
{
    /// <inheritdoc/>
    public override string Type => "catalog";

    /// <summary>The cards.</summary>
    public required IReadOnlyList<CardEntry> Cards { get; init; }

    /// <summary>The servers.</summary>
    public required IReadOnlyList<Server> Servers { get; init; }

    /// <summary>The combinations.</summary>
    public required IReadOnlyList<CombinationEntry> Combinations { get; init; }

    /// <summary>Ids that no card stands for, with their names in the list of PCI ids.</summary>
    public IReadOnlyList<NamedId> Names { get; init; } = [];

    /// <summary>The report of these entries.</summary>
    public static CatalogReport Of(IReadOnlyList<Card> cards, IReadOnlyList<Server> servers, IReadOnlyList<Combination> combinations) => new()
    {
        Cards = [.. cards.Select(CardEntry.Of)],
        Servers = servers,
        Combinations = [.. combinations.Select(CombinationEntry.Of)],
    };

    /// <summary>An id with the names that the list of PCI ids gives it; empty where it gives none.</summary>
    /// <param name="Id">The id.</param>
    /// <param name="Vendor">The vendor's name.</param>
    /// <param name="Device">The device's name.</param>
    public sealed record NamedId(string Id, string Vendor, string Device);

    /// <summary>A combination in JSON.</summary>
    public sealed record CombinationEntry
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }

        /// <summary>What comes of it.</summary>
        public required Core.Inventory.CombinationVerdict Verdict { get; init; }

        /// <summary>Ids and patterns of names of the cards; empty for every GPU.</summary>
        public required IReadOnlyList<string> Cards { get; init; }

        /// <summary>Vendors and patterns of models of the servers; empty for all.</summary>
        public required IReadOnlyList<string> Servers { get; init; }

        /// <summary>The hypervisor with its versions, or null for all.</summary>
        public required string? Under { get; init; }

        /// <summary>The way, or null for all.</summary>
        public required Way? Way { get; init; }

        /// <summary>What happens.</summary>
        public required string Text { get; init; }

        /// <summary>What to do.</summary>
        public required string Remedy { get; init; }

        /// <summary>Where that comes from.</summary>
        public required IReadOnlyList<string> Sources { get; init; }

        /// <summary>When that was read.</summary>
        public required DateOnly? Date { get; init; }

        internal static CombinationEntry Of(Combination combination) => new()
        {
            Id = combination.Id,
            Verdict = combination.Verdict,
            Cards = CombinationsText.CardsOf(combination),
            Servers = [.. combination.Vendors, .. combination.Models],
            Under = CombinationsText.Under(combination) is { Length: > 0 } under ? under : null,
            Way = combination.Way,
            Text = combination.Text,
            Remedy = combination.Remedy,
            Sources = combination.Sources,
            Date = combination.Date,
        };
    }

    /// <summary>A card in JSON; sizes in GiB, and null where they are not known.</summary>
    public sealed record CardEntry
    {
        /// <summary>Its name.</summary>
        public required string Name { get; init; }

        /// <summary>Its ids.</summary>
        public required IReadOnlyList<string> Ids { get; init; }

        /// <summary>Whom it is made for.</summary>
        public required CardKind Kind { get; init; }

        /// <summary>Its memory; 0 for an integrated one.</summary>
        public required int MemoryGiB { get; init; }

        /// <summary>Its large BAR; one of the sources says so where it is derived from the memory.</summary>
        public required int? Bar1GiB { get; init; }

        /// <summary>The window its vendor publishes.</summary>
        public required int? VendorMmioGiB { get; init; }

        /// <summary>The ways it can go.</summary>
        public required IReadOnlyList<Way> Ways { get; init; }

        /// <summary>Classes of the functions that go along.</summary>
        public required IReadOnlyList<string> Companions { get; init; }

        /// <summary>GPUs on one board.</summary>
        public required int GpusPerBoard { get; init; }

        /// <summary>How it comes back when its VM stops, or null.</summary>
        public required ResetBehaviour? Reset { get; init; }

        /// <summary>Its NVLink, or null.</summary>
        public required NvLink? NvLink { get; init; }

        /// <summary>Virtual functions it can have, or null.</summary>
        public required int? VirtualFunctions { get; init; }

        /// <summary>NVIDIA's driver branches on Linux that serve it, or null.</summary>
        public required ReleaseSpan? Driver { get; init; }

        /// <summary>The releases of NVIDIA's vGPU software that serve it, or null.</summary>
        public required ReleaseSpan? VgpuSoftware { get; init; }

        /// <summary>What else is known of its drivers.</summary>
        public required string Drivers { get; init; }

        /// <summary>Its vGPU profiles, or null.</summary>
        public required VgpuTable? Vgpu { get; init; }

        /// <summary>How MIG cuts it, or null.</summary>
        public required MigTable? Mig { get; init; }

        /// <summary>The ways by hypervisor and version.</summary>
        public required IReadOnlyList<WaySupport> Support { get; init; }

        /// <summary>What has ended or will end, or null.</summary>
        public required EndOfSupport? EndOfSupport { get; init; }

        /// <summary>What is known to go wrong.</summary>
        public required IReadOnlyList<CardTrouble> Trouble { get; init; }

        /// <summary>Where the entry comes from.</summary>
        public required IReadOnlyList<string> Sources { get; init; }

        /// <summary>When that was read.</summary>
        public required DateOnly? Date { get; init; }

        internal static CardEntry Of(Card card) => new()
        {
            Name = card.Name,
            Ids = [.. card.Ids.Select(CatalogText.Text)],
            Kind = card.Kind,
            MemoryGiB = card.MemoryGiB,
            Bar1GiB = card.Bar1GiB,
            VendorMmioGiB = card.VendorMmioGiB,
            Ways = card.Ways,
            Companions = [.. card.Companions.Select(c => c.Code.ToString("x4", CultureInfo.InvariantCulture))],
            GpusPerBoard = card.GpusPerBoard,
            Reset = card.Reset,
            NvLink = card.NvLink,
            VirtualFunctions = card.VirtualFunctions,
            Driver = card.Driver,
            VgpuSoftware = card.VgpuSoftware,
            Drivers = card.Drivers,
            Vgpu = card.Vgpu,
            Mig = card.Mig,
            Support = card.Support,
            EndOfSupport = card.EndOfSupport,
            Trouble = card.Trouble,
            Sources = card.Sources,
            Date = card.Date,
        };
    }
}
