using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads <c>resource</c>: a row of start, end and flags for each BAR. Source: Linux, include/linux/ioport.h.</summary>
internal static class PciResource
{
    private const int StandardBars = 6;
    private const ulong Memory = 0x200;
    private const ulong Prefetchable = 0x2000;
    private const ulong Is64Bit = 0x100000;
    private const ulong Unset = 0x20000000;

    /// <summary>The memory BARs in their order; one that firmware found no room for has no address.</summary>
    public static Observed<IReadOnlyList<PciBar>> Parse(Observed<string> text, string path)
    {
        if (!text.TryGet(out var found))
        {
            return text.Map(_ => (IReadOnlyList<PciBar>)[]);
        }

        var bars = new List<PciBar>();
        var index = 0;
        foreach (var line in found.AsSpan().EnumerateLines())
        {
            if (index == StandardBars)
            {
                break;
            }

            if (!TryRow(line, out var start, out var end, out var flags) || end < start)
            {
                return Attribute.Malformed<IReadOnlyList<PciBar>>(path, line.ToString(), "'start end flags' in hexadecimal");
            }

            if ((flags & Memory) != 0 && end > start)
            {
                bars.Add(new PciBar(index, (long)Math.Min(end - start + 1, long.MaxValue), (flags & Unset) != 0 ? 0 : start, (flags & Is64Bit) != 0, (flags & Prefetchable) != 0));
            }

            index++;
        }

        return Observed.Read<IReadOnlyList<PciBar>>(bars);
    }

    private static bool TryRow(ReadOnlySpan<char> line, out ulong start, out ulong end, out ulong flags)
    {
        start = end = flags = 0;
        Span<Range> parts = stackalloc Range[4];
        return line.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries) == 3
            && TryHex(line[parts[0]], out start) && TryHex(line[parts[1]], out end) && TryHex(line[parts[2]], out flags);
    }

    private static bool TryHex(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text[2..], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out value);
    }
}
