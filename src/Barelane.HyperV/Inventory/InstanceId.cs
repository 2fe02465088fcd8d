using System.Globalization;
using System.Text.RegularExpressions;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>A device's instance id, <c>PCI\VEN_10DE&amp;DEV_2235&amp;SUBSYS_145A10DE&amp;REV_A1\4&amp;18416DC3&amp;0&amp;0010</c>. A dismounted device begins with <c>PCIP\</c>; the rest stays.</summary>
internal static partial class InstanceId
{
    private const string Mounted = @"PCI\";
    private const string Dismounted = @"PCIP\";

    public static bool IsDismounted(string id) => id.StartsWith(Dismounted, StringComparison.OrdinalIgnoreCase);

    /// <summary>The id it has on the host while it is mounted.</summary>
    public static string OnHost(string id) => IsDismounted(id) ? Mounted + id[Dismounted.Length..] : id;

    /// <summary>The ids of a text that holds them: an instance id, a path of WMI, the name of a partitionable card. Null where there are none.</summary>
    public static PciId? Ids(string text)
    {
        var match = Form().Match(text);
        return !match.Success ? null : new PciId(Hex(match, "ven"), Hex(match, "dev"), match.Groups["sv"].Success ? Hex(match, "sv") : (ushort)0, match.Groups["sd"].Success ? Hex(match, "sd") : (ushort)0);
    }

    /// <summary>The instance id in the name of a partitionable card: <c>\\?\PCI#VEN_…#4&amp;…#{…}</c>, with <c>\GPUPARAV</c> behind it for GPU-PV.</summary>
    public static string? OfPartitionable(string name)
    {
        var from = name.IndexOf("PCI#", StringComparison.OrdinalIgnoreCase);
        var to = name.IndexOf("#{", StringComparison.Ordinal);
        return from >= 0 && to > from ? name[from..to].Replace('#', '\\') : null;
    }

    /// <summary>Whether a partitionable card's name says that its partitions are paravirtual.</summary>
    public static bool IsParavirtual(string name) => name.EndsWith(@"\GPUPARAV", StringComparison.OrdinalIgnoreCase);

    private static ushort Hex(Match match, string group) => ushort.Parse(match.Groups[group].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex("VEN_(?<ven>[0-9A-F]{4})&DEV_(?<dev>[0-9A-F]{4})(&SUBSYS_(?<sd>[0-9A-F]{4})(?<sv>[0-9A-F]{4}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
