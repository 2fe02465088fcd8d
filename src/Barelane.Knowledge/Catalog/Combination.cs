using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>A combination of card, server and hypervisor version of which something is known.</summary>
public sealed record Combination
{
    /// <summary>Its id, never reused: <c>COMBINATION-001</c>; for imported ones the list and the line.</summary>
    public required string Id { get; init; }

    /// <summary>PCI ids of the cards, vendor:device or with subsystem ids; empty for cards by name alone, or for every GPU.</summary>
    public IReadOnlyList<PciId> Cards { get; init; } = [];

    /// <summary>Patterns of the cards' names in the catalogue; empty where <see cref="Cards"/> names them.</summary>
    public IReadOnlyList<string> CardNames { get; init; } = [];

    /// <summary>Parts of the server vendor's name; empty for every server.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    /// <summary>Patterns of the server's model; empty for every model.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The hypervisor; null for all.</summary>
    public Hypervisor? Hypervisor { get; init; }

    /// <summary>The first version it is about; null for all before <see cref="To"/>.</summary>
    public Version? From { get; init; }

    /// <summary>The last version it is about, compared as far as it is written: 8.0 holds 8.0.3 too; null for all from <see cref="From"/> on.</summary>
    public Version? To { get; init; }

    /// <summary>The way; null for all.</summary>
    public Way? Way { get; init; }

    /// <summary>What comes of it.</summary>
    public required CombinationVerdict Verdict { get; init; }

    /// <summary>A sentence: what happens.</summary>
    public required string Text { get; init; }

    /// <summary>What to do; empty where it works.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Where that comes from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>When that was read; null where a user's own file does not say.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Whether it speaks of this card.</summary>
    public bool IsOf(PciId id, string name) =>
        (Cards.Count == 0 && CardNames.Count == 0)
        || Cards.Any(c => c.Vendor == id.Vendor && c.Device == id.Device && (c is { SubVendor: 0, SubDevice: 0 } || c == id))
        || (name.Length > 0 && CardNames.Any(n => Wildcard.Matches(n, name)));

    /// <summary>Whether it speaks of this hypervisor in this version; an unknown version is spoken of where no bound is set.</summary>
    public bool IsUnder(Hypervisor hypervisor, Version? version) =>
        (Hypervisor is null || Hypervisor == hypervisor)
        && (From is null || (version is not null && version >= From))
        && (To is null || (version is not null && Cut(version, To) <= To));

    /// <summary>Whether it speaks of this server; null where that could not be told.</summary>
    public bool? IsIn(string? vendor, string? model)
    {
        if (Vendors.Count > 0 && vendor is not null && !Vendors.Any(v => vendor.Contains(v, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (Models.Count > 0 && model is not null && !Models.Any(m => Wildcard.Matches(m, model)))
        {
            return false;
        }

        return (Vendors.Count == 0 || vendor is not null) && (Models.Count == 0 || model is not null) ? true : null;
    }

    private static Version Cut(Version version, Version like) =>
        like.Build < 0 ? new Version(version.Major, version.Minor)
        : like.Revision < 0 ? new Version(version.Major, version.Minor, Math.Max(version.Build, 0))
        : version;
}
