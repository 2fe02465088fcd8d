using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Sizing;

namespace Barelane.Knowledge.Catalog;

/// <summary>Makes a card of an entry, and says what is wrong in it: values, units, and what contradicts itself.</summary>
internal sealed class CardEntryCheck(JsonEntry json, CatalogFile.CardEntry entry, Action<JsonEntry, string, string> say)
{
    private const int MostMemoryGiB = 1024;
    private const int MiBOfGiB = 1024;

    /// <summary>The card; of no use where something was said.</summary>
    public Card Card(CatalogFile file, SlicingTables slicing)
    {
        CheckSizes();
        var ids = entry.Ids.Select(Id).ToList();
        Check(ids.Count > 0, "ids", "has no ids");
        Check(ids.Select(i => i.Vendor).Distinct().Count() < 2, "ids", $"has ids of several vendors: {string.Join(", ", entry.Ids)}; one card has one");
        Check(entry.Sources.Count > 0 && entry.Sources.All(s => s.Length > 0), "sources", "names no source");
        Check(entry.Ways.Count > 0, "ways", "has no ways; leave 'ways' out for 'direct', or leave out the card");
        return new Card
        {
            Name = entry.Name,
            Ids = ids,
            Kind = entry.Kind,
            MemoryGiB = entry.MemoryGiB ?? 0,
            Bar1GiB = entry.Bar1GiB,
            VendorMmioGiB = entry.VendorMmioGiB,
            Ways = [.. entry.Ways.Select(WayOf)],
            Companions = [.. entry.Companions.Select(ClassOf)],
            Trouble = [.. entry.Trouble.Select(t => file.Trouble.TryGetValue(t, out var known)
                ? new CardTrouble(known.Text, file.Sources.GetValueOrDefault(known.Source, known.Source)) { Hypervisors = known.Hypervisors }
                : new CardTrouble(t, string.Join("; ", entry.Sources)))],
            GpusPerBoard = entry.GpusPerBoard,
            Reset = entry.Reset,
            NvLink = entry.NvLink,
            VirtualFunctions = entry.VirtualFunctions,
            Driver = Span("driver", entry.Driver, "R", "driver branch such as 'R580'"),
            VgpuSoftware = Span("vgpuSoftware", entry.VgpuSoftware, "", "release such as '16' or '12.2'"),
            Drivers = entry.Drivers,
            Vgpu = Named("vgpu", entry.Vgpu, slicing.Vgpu(entry.Vgpu, entry.Mig)),
            Mig = Named("mig", entry.Mig, slicing.Mig(entry.Mig)),
            Support = [.. entry.Support.Select(n => Named("support", n, slicing.Support(n))).OfType<WaySupport>()],
            EndOfSupport = Named("endOfSupport", entry.EndOfSupport, slicing.EndOfSupport(entry.EndOfSupport)),
            Sources = [.. entry.Sources.Select(s => file.Sources.GetValueOrDefault(s, s))],
            Date = entry.Date ?? file.Date,
        };
    }

    private void CheckSizes()
    {
        Check(entry.MemoryGiB is not null || entry.Kind == CardKind.Integrated, "", "lacks 'memoryGiB'");
        Check(entry.MemoryGiB is null || entry.Kind != CardKind.Integrated, "memoryGiB", "contradicts itself: an integrated card has no memory of its own");
        Check(entry.MemoryGiB is null or > 0, "memoryGiB", $"has 'memoryGiB' {entry.MemoryGiB}; a whole number above 0 is needed");
        Check(entry.MemoryGiB is null or <= MostMemoryGiB, "memoryGiB", $"has 'memoryGiB' {entry.MemoryGiB}, more than any card has; {(entry.MemoryGiB % MiBOfGiB == 0 ? $"in MiB that would be {entry.MemoryGiB / MiBOfGiB} GiB" : $"at most {MostMemoryGiB} is believed")}");
        CheckPower("bar1GiB", entry.Bar1GiB, "BAR");
        CheckPower("vendorMmioGiB", entry.VendorMmioGiB, "window");
        Check(entry.GpusPerBoard is > 0 and <= 8, "gpusPerBoard", $"has 'gpusPerBoard' {entry.GpusPerBoard}; 1 to 8 is believed");
        Check(entry.VirtualFunctions is null or (> 0 and <= 256), "virtualFunctions", $"has 'virtualFunctions' {entry.VirtualFunctions}; 1 to 256 is believed, and a card without any leaves it out");
        Check(entry.Vgpu is null || entry.Ways.Contains("shared", StringComparer.OrdinalIgnoreCase), "vgpu", "contradicts itself: it has 'vgpu' profiles, but 'shared' is none of its ways");
        Check(entry.VendorMmioGiB is null || entry.Bar1GiB is null || entry.VendorMmioGiB >= entry.Bar1GiB, "vendorMmioGiB", $"contradicts itself: a window of {entry.VendorMmioGiB} GiB does not hold a BAR of {entry.Bar1GiB} GiB");
    }

    /// <summary>What stands under a short name in the file.</summary>
    private T? Named<T>(string key, string? name, T? found)
        where T : class
    {
        Check(name is null || found is not null, key, $"names '{name}', which stands under '{key}' neither in this file nor in the built-in one");
        return found;
    }

    /// <summary>Releases that are written as the vendor counts them, the first not after the last.</summary>
    private ReleaseSpan? Span(string key, CatalogFile.SpanEntry? span, string prefix, string what)
    {
        if (span is null)
        {
            return null;
        }

        // A branch is a number alone; a release may have a second one.
        Version? Number(string text) => text.StartsWith(prefix, StringComparison.Ordinal)
            && Version.TryParse(prefix.Length == 0 && text.Contains('.', StringComparison.Ordinal) ? text : $"{text[prefix.Length..]}.0", out var number)
            && number.Build < 0 ? number : null;
        Check(span.From.Length + span.To.Length > 0, key, $"has a '{key}' with neither 'from' nor 'to'; leave it out");
        Check(span.From.Length == 0 || Number(span.From) is not null, key, $"has '{key}' from '{span.From}'; write a {what}");
        Check(span.To.Length == 0 || Number(span.To) is not null, key, $"has '{key}' to '{span.To}'; write a {what}");
        Check(Number(span.From) is not { } from || Number(span.To) is not { } to || from <= to, key, $"contradicts itself: '{key}' from '{span.From}' to '{span.To}'");
        return new ReleaseSpan(span.From, span.To);
    }

    private void CheckPower(string key, int? value, string what) =>
        Check(value is null || MmioWindow.IsPowerOfTwo(value.Value), key, $"has '{key}' {value}; a {what} is a power of two");

    private PciId Id(string text)
    {
        Check(PciId.TryParse(text, out var id), "ids", $"has the id '{text}'; write vendor:device or vendor:device:subvendor:subdevice in hex, e.g. '10de:2235'");
        return id;
    }

    private Way WayOf(string text)
    {
        Check(Enum.TryParse<Way>(text, ignoreCase: true, out var way) && !char.IsAsciiDigit(text[0]), "ways", $"has the way '{text}'; 'direct', 'shared' and 'remote' are known");
        return way;
    }

    private PciClass ClassOf(string text)
    {
        Check(ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && text.Length == 4, "companions", $"has the companion class '{text}'; write four hex digits, e.g. '0403'");
        return new PciClass(code);
    }

    private void Check(bool isRight, string key, string problem)
    {
        if (!isRight)
        {
            say(json, key, problem);
        }
    }
}
