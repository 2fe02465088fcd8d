using System.Globalization;
using System.IO.Compression;
using System.Text;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>
/// Names of PCI ids from the PCI ID Repository: the copy of the machine where it has one, otherwise the one that comes with the program. Nothing is read
/// before a name is asked for, and then only what is asked for is kept.
/// </summary>
public sealed class PciNameList(Func<Stream?> ofMachine)
{
    private const string Embedded = "pci.ids.gz";
    private static readonly string[] Places = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids", "/usr/share/pci.ids"];

    /// <summary>The list of this machine.</summary>
    public static PciNameList OfThisMachine { get; } = new(() => Places.FirstOrDefault(File.Exists) is { } place ? File.OpenRead(place) : null);

    /// <summary>The names of an id's vendor and device; empty where the list has none.</summary>
    public (string Vendor, string Device) NameOf(PciId id) => NamesOf(new HashSet<PciId> { new(id.Vendor, id.Device) }).GetValueOrDefault(new PciId(id.Vendor, id.Device), ("", ""));

    /// <summary>The names of these ids (vendor and device) in one pass over each list; ids whose vendor neither has are missing.</summary>
    public IReadOnlyDictionary<PciId, (string Vendor, string Device)> NamesOf(IReadOnlySet<PciId> ids)
    {
        var found = new Dictionary<PciId, (string Vendor, string Device)>();
        using (var own = ofMachine())
        {
            if (own is not null)
            {
                Read(own, ids, found);
            }
        }

        // A machine's copy may be old: what it does not name, ours may.
        var open = ids.Where(i => found.GetValueOrDefault(i).Device is null or "").ToHashSet();
        if (open.Count > 0)
        {
            using var packed = typeof(PciNameList).Assembly.GetManifestResourceStream(Embedded)
                ?? throw new InvalidOperationException("The program was built without its list of PCI ids.");
            using var list = new GZipStream(packed, CompressionMode.Decompress);
            Read(list, open, found);
        }

        return found;
    }

    private static void Read(Stream list, IReadOnlySet<PciId> ids, Dictionary<PciId, (string Vendor, string Device)> found)
    {
        var devices = ids.GroupBy(i => i.Vendor).ToDictionary(g => g.Key, g => g.Select(i => i.Device).ToHashSet());
        using var reader = new StreamReader(list, Encoding.UTF8);
        HashSet<ushort>? of = null;
        ushort vendor = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length < 7 || line[0] == '#')
            {
                continue;
            }

            if (line[0] != '\t')
            {
                // The classes, which follow the vendors, begin with 'C '.
                of = TryHex(line, out vendor) ? devices.GetValueOrDefault(vendor) : null;
                foreach (var device in of ?? [])
                {
                    found.TryAdd(new PciId(vendor, device), (line[4..].Trim(), ""));
                }
            }
            else if (of is not null && line[1] != '\t' && TryHex(line.AsSpan(1), out var device) && of.Contains(device))
            {
                var id = new PciId(vendor, device);
                found[id] = (found[id].Vendor, line[5..].Trim());
            }
        }
    }

    private static bool TryHex(ReadOnlySpan<char> text, out ushort value)
    {
        value = 0;
        return text.Length > 4 && text[4] == ' ' && ushort.TryParse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
