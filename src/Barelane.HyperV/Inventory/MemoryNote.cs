using System.Globalization;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>
/// A device's BARs as a text: its ids, and each size in bytes with the side of 4 GiB on which it lies (<c>10de:2235 16777216-low 68719476736-high</c>). It is noted on the host before the device is
/// disabled, as Windows tells no memory of a device that is. The ids keep a note from being taken for that of another card in the same slot.
/// </summary>
internal static class MemoryNote
{
    private const string Low = "-low";
    private const string High = "-high";

    /// <summary>The note; null where there is nothing to note.</summary>
    public static string? Of(Device device) => device.Bars.TryGet(out var bars) && bars.Count > 0
        ? $"{new PciId(device.Id.Vendor, device.Id.Device)} {string.Join(' ', bars.Select(b => b.Bytes.ToString(CultureInfo.InvariantCulture) + (b.IsAbove4G ? High : Low)))}"
        : null;

    /// <summary>The BARs of a note; null for another card's, and for what is no note. Where they lay is not noted but for the side of 4 GiB.</summary>
    public static IReadOnlyList<PciBar>? Read(string note, PciId id)
    {
        var words = note.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !PciId.TryParse(words[0], out var noted) || (noted.Vendor, noted.Device) != (id.Vendor, id.Device))
        {
            return null;
        }

        var bars = words.Skip(1).Select(Bar).ToList();
        return bars.Contains(null) ? null : [.. bars.OfType<PciBar>()];
    }

    private static PciBar? Bar(string word, int index)
    {
        var isHigh = word.EndsWith(High, StringComparison.Ordinal);
        var size = isHigh ? word[..^High.Length] : word.EndsWith(Low, StringComparison.Ordinal) ? word[..^Low.Length] : "";
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0
            ? new PciBar(index, bytes, isHigh ? 1UL << 32 : 0, isHigh, isHigh)
            : null;
    }
}
