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

    /// <summary>The report of these cards.</summary>
    public static CatalogReport Of(IReadOnlyList<Card> cards) => new() { Cards = [.. cards.Select(CardEntry.Of)] };

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

        /// <summary>Its large BAR, derived from the memory.</summary>
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

        /// <summary>The driver branches that serve it.</summary>
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
