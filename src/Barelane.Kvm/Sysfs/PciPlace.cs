using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Addresses in the paths of sysfs: <c>../../devices/pci0000:00/0000:00:01.0/0000:01:00.0/drm/card0</c>.</summary>
internal static class PciPlace
{
    /// <summary>The function nearest to the path's end; null where the path leads through none.</summary>
    public static PciAddress? Last(string path)
    {
        var rest = path.AsSpan();
        while (rest.Length > 0)
        {
            var slash = rest.LastIndexOf('/');
            if (rest.Length - slash - 1 >= 12 && PciAddress.TryParse(rest[(slash + 1)..].ToString(), out var address))
            {
                return address;
            }

            rest = slash < 0 ? default : rest[..slash];
        }

        return null;
    }

    /// <summary>Every function that the path leads through, from the root on.</summary>
    public static IEnumerable<PciAddress> All(string path)
    {
        foreach (var name in path.Split('/'))
        {
            if (PciAddress.TryParse(name, out var address))
            {
                yield return address;
            }
        }
    }

    /// <summary>The function that a link points to.</summary>
    public static Observed<PciAddress> Parse(Observed<string> link, string path) => Attribute.Parse(link, path, "a link to a PCI function", Last);

    /// <summary>The bridge above a function whose own link is given; absent for one on the root bus.</summary>
    public static Observed<PciAddress> Parent(Observed<string> link)
    {
        if (!link.TryGet(out var path))
        {
            return link.Map(_ => default(PciAddress));
        }

        var cut = path.TrimEnd('/').LastIndexOf('/');
        return cut < 0 ? Observed<PciAddress>.Absent : Observed.ReadOrAbsent(Last(path[..cut]));
    }
}
