using System.Globalization;
using System.Text.Json;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Sizing;

namespace Barelane.Knowledge.Catalog;

/// <summary>Reads a catalogue file strictly and names every mistake at once.</summary>
internal sealed class CatalogReader
{
    private const int Version = 1;
    private readonly List<string> _problems = [];

    /// <summary>The cards, or the mistakes.</summary>
    public static (IReadOnlyList<Card> Cards, IReadOnlyList<string> Problems) Read(string json)
    {
        var reader = new CatalogReader();
        var cards = reader.Cards(json);
        return (reader._problems.Count == 0 ? cards : [], reader._problems);
    }

    private List<Card> Cards(string json)
    {
        CatalogFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, CatalogJson.Default.CatalogFile);
        }
        catch (JsonException e)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"The catalogue is not readable at line {(e.LineNumber ?? 0) + 1}: {e.Message}"));
            return [];
        }

        if (file is null || file.FormatVersion != Version)
        {
            _problems.Add($"The catalogue's formatVersion is '{file?.FormatVersion.ToString(CultureInfo.InvariantCulture) ?? "null"}'; this program reads '{Version}'.");
            return [];
        }

        var cards = file.Cards.Select(e => Card(file, e)).ToList();
        foreach (var twice in cards.SelectMany(c => c.Ids.Select(id => (Id: id, c.Name))).GroupBy(c => c.Id).Where(g => g.Count() > 1))
        {
            _problems.Add($"The id '{Text(twice.Key)}' is given to {string.Join(" and ", twice.Select(t => $"'{t.Name}'"))}; each id may stand once.");
        }

        return cards;
    }

    private Card Card(CatalogFile file, CatalogFile.CardEntry entry)
    {
        Check(entry.Ids.Count > 0, entry, "has no ids");
        Check(entry.MemoryGiB > 0, entry, $"has 'memoryGiB' {entry.MemoryGiB}; a whole number above 0 is needed");
        Check(entry.Bar1GiB is null || MmioWindow.IsPowerOfTwo(entry.Bar1GiB.Value), entry, $"has 'bar1GiB' {entry.Bar1GiB}; a BAR is a power of two");
        Check(entry.VendorMmioGiB is null || MmioWindow.IsPowerOfTwo(entry.VendorMmioGiB.Value), entry, $"has 'vendorMmioGiB' {entry.VendorMmioGiB}; a window is a power of two");
        Check(entry.Sources.Count > 0 && entry.Sources.All(s => s.Length > 0), entry, "names no source");
        return new Card
        {
            Name = entry.Name,
            Ids = [.. entry.Ids.Select(i => Id(entry, i))],
            Kind = entry.Kind,
            MemoryGiB = entry.MemoryGiB,
            Bar1GiB = entry.Bar1GiB,
            VendorMmioGiB = entry.VendorMmioGiB,
            Ways = [.. entry.Ways.Select(w => WayOf(entry, w))],
            Companions = [.. entry.Companions.Select(c => ClassOf(entry, c))],
            Trouble = [.. entry.Trouble.Select(t => file.Trouble.TryGetValue(t, out var known)
                ? new CardTrouble(known.Text, file.Sources.GetValueOrDefault(known.Source, known.Source))
                : new CardTrouble(t, string.Join("; ", entry.Sources)))],
            Sources = [.. entry.Sources.Select(s => file.Sources.GetValueOrDefault(s, s))],
        };
    }

    private PciId Id(CatalogFile.CardEntry entry, string text)
    {
        Check(PciId.TryParse(text, out var id), entry, $"has the id '{text}'; write vendor:device or vendor:device:subvendor:subdevice in hex, e.g. '10de:2235'");
        return id;
    }

    private Way WayOf(CatalogFile.CardEntry entry, string text)
    {
        Check(Enum.TryParse<Way>(text, ignoreCase: true, out var way) && !char.IsAsciiDigit(text[0]), entry, $"has the way '{text}'; 'direct', 'shared' and 'remote' are known");
        return way;
    }

    private PciClass ClassOf(CatalogFile.CardEntry entry, string text)
    {
        Check(ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && text.Length == 4, entry, $"has the companion class '{text}'; write four hex digits, e.g. '0403'");
        return new PciClass(code);
    }

    private void Check(bool isRight, CatalogFile.CardEntry entry, string problem)
    {
        if (!isRight)
        {
            _problems.Add($"The card '{entry.Name}' {problem}.");
        }
    }

    private static string Text(PciId id) => (id.SubVendor, id.SubDevice) == (0, 0)
        ? id.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{id}:{id.SubVendor:x4}:{id.SubDevice:x4}");
}
