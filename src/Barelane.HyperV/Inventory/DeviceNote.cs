using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>
/// What Windows tells of a device only while the host has it, as a text: its ids, each BAR's size in bytes with the side of 4 GiB on which it lies, and what decides whether it can be given
/// (<c>10de:2235 16777216-low 68719476736-high kind=endpoint reserved=no isolated=yes interrupts=message</c>). It is noted on the host before the device is disabled. The ids keep a note from being taken for that of
/// another card in the same slot; what was not known then is not in it.
/// </summary>
internal sealed record DeviceNote
{
    private const string Low = "-low";
    private const string High = "-high";

    private DeviceNote()
    {
    }

    /// <summary>The BARs; empty where they were not known. Where they lay is not noted but for the side of 4 GiB.</summary>
    public IReadOnlyList<PciBar> Bars { get; private init; } = [];

    /// <summary>As <see cref="Device.ExpressKind"/>; null where it was not known.</summary>
    public string? Kind { get; private init; }

    /// <summary>As <see cref="Device.ReservedByFirmware"/>; null where it was not known.</summary>
    public bool? ReservedByFirmware { get; private init; }

    /// <summary>As <see cref="Device.IsIsolated"/>; null where it was not known.</summary>
    public bool? IsIsolated { get; private init; }

    /// <summary>As <see cref="Device.Interrupts"/>; null where they were not known.</summary>
    public string? Interrupts { get; private init; }

    /// <summary>The note; null where there is nothing to note.</summary>
    public static string? Of(Device device)
    {
        string[] words =
        [
            .. device.Bars.Or([]).Select(b => b.Bytes.ToString(CultureInfo.InvariantCulture) + (b.IsAbove4G ? High : Low)),
            .. Told("kind", device.ExpressKind), .. Told("reserved", device.ReservedByFirmware.Map(YesNo)), .. Told("isolated", device.IsIsolated.Map(YesNo)), .. Told("interrupts", device.Interrupts),
        ];
        return words.Length == 0 ? null : $"{new PciId(device.Id.Vendor, device.Id.Device)} {string.Join(' ', words)}";
    }

    /// <summary>Reads a note; null for another card's, and for what is no note.</summary>
    public static DeviceNote? Read(string note, PciId id)
    {
        var words = note.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !PciId.TryParse(words[0], out var noted) || (noted.Vendor, noted.Device) != (id.Vendor, id.Device))
        {
            return null;
        }

        var bars = words.Skip(1).Where(w => !w.Contains('=', StringComparison.Ordinal)).Select(Bar).ToList();
        var told = words.Skip(1).Select(w => w.Split('=', 2)).Where(w => w.Length == 2).GroupBy(w => w[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First()[1], StringComparer.Ordinal);
        return bars.Contains(null) ? null : new DeviceNote
        {
            Bars = [.. bars.OfType<PciBar>()],
            Kind = told.GetValueOrDefault("kind"),
            ReservedByFirmware = YesNo(told.GetValueOrDefault("reserved")),
            IsIsolated = YesNo(told.GetValueOrDefault("isolated")),
            Interrupts = told.GetValueOrDefault("interrupts"),
        };
    }

    /// <summary>What is read now; where that is nothing, what was noted.</summary>
    public static Observed<T> Else<T>(Observed<T> read, T? noted)
        where T : class => read.IsKnown || noted is null ? read : Observed.Read(noted);

    /// <summary>As the other, for a yes or no.</summary>
    public static Observed<bool> Else(Observed<bool> read, bool? noted) => read.IsKnown || noted is not { } known ? read : Observed.Read(known);

    private static IEnumerable<string> Told(string name, Observed<string> fact) => fact.TryGet(out var value) && value.Length > 0 ? [$"{name}={value}"] : [];

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static bool? YesNo(string? word) => word switch
    {
        "yes" => true,
        "no" => false,
        _ => null,
    };

    private static PciBar? Bar(string word, int index)
    {
        var isHigh = word.EndsWith(High, StringComparison.Ordinal);
        var size = isHigh ? word[..^High.Length] : word.EndsWith(Low, StringComparison.Ordinal) ? word[..^Low.Length] : "";
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0
            ? new PciBar(index, bytes, isHigh ? 1UL << 32 : 0, isHigh, isHigh)
            : null;
    }
}
