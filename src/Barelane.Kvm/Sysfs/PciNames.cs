using System.Text;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Names of vendors and devices from a <c>pci.ids</c> file; they are facts about ids, so any machine's copy serves.</summary>
internal sealed class PciNames
{
    private static readonly string[] Places = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids", "/usr/share/pci.ids"];
    private readonly Dictionary<ushort, string> _vendors = [];
    private readonly Dictionary<(ushort, ushort), string> _devices = [];

    private IReadOnlySet<PciId> _wanted = new HashSet<PciId>();

    /// <summary>The names of the ids that are asked for, from the first copy there is; none where there is no copy. Names that are known already are not looked up again.</summary>
    public static PciNames Load(IReadOnlySet<PciId> wanted, PciNames? known = null)
    {
        if (known is not null && wanted.IsSubsetOf(known._wanted))
        {
            return known;
        }

        var place = Places.FirstOrDefault(File.Exists);
        var names = place is null ? new PciNames() : Parse(File.ReadAllBytes(place), wanted);
        names._wanted = wanted;
        return names;
    }

    /// <summary>Reads a file's bytes: a vendor begins its line, a device is one tab in, a subsystem two.</summary>
    public static PciNames Parse(ReadOnlySpan<byte> file, IReadOnlyCollection<PciId> wanted)
    {
        var names = new PciNames();
        var devices = wanted.GroupBy(w => w.Vendor).ToDictionary(g => g.Key, g => g.Select(i => i.Device).ToHashSet());
        HashSet<ushort>? of = null;
        ushort vendor = 0;
        while (file.Length > 0)
        {
            var end = file.IndexOf((byte)'\n');
            var line = end < 0 ? file : file[..end];
            file = end < 0 ? default : file[(end + 1)..];
            if (line.Length < 7 || line[0] == '#')
            {
                continue;
            }

            if (line[0] != '\t')
            {
                // The classes, which follow the vendors, begin with 'C '.
                of = TryHex(line, out vendor) ? devices.GetValueOrDefault(vendor) : null;
                if (of is not null)
                {
                    names._vendors[vendor] = Encoding.UTF8.GetString(line[6..]);
                }
            }
            else if (of is not null && line[1] != '\t' && TryHex(line[1..], out var device) && of.Contains(device))
            {
                names._devices[(vendor, device)] = Encoding.UTF8.GetString(line[7..]);
            }
        }

        return names;
    }

    /// <summary>The vendor's name; empty where it is not known.</summary>
    public string Vendor(PciId id) => _vendors.GetValueOrDefault(id.Vendor, "");

    /// <summary>The device's name; empty where it is not known.</summary>
    public string Device(PciId id) => _devices.GetValueOrDefault((id.Vendor, id.Device), "");

    private static bool TryHex(ReadOnlySpan<byte> line, out ushort value) =>
        System.Buffers.Text.Utf8Parser.TryParse(line[..4], out value, out var used, 'x') && used == 4;
}
