using System.Text.RegularExpressions;

namespace Barelane.HyperV.Inventory;

/// <summary>A device's place in the tree of buses, <c>PCIROOT(3A)#PCI(0000)#PCI(0001)</c>: each PCI(DDFF) is a device and a function in hex. It stays when other cards come and go.</summary>
/// <param name="Text">As Windows writes it.</param>
internal sealed partial record LocationPath(string Text)
{
    /// <summary>The PCI path among several; null where there is none that is understood.</summary>
    public static LocationPath? Among(IEnumerable<string> paths) => paths.Where(p => Form().IsMatch(p)).Select(p => new LocationPath(p)).FirstOrDefault();

    /// <summary>Whether the text is such a path.</summary>
    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>The path of what it hangs on; functions of one bus share it.</summary>
    public string Parent => Text[..Text.LastIndexOf('#')];

    /// <summary>Device number.</summary>
    public byte Device => Convert.ToByte(Text[^5..^3], 16);

    /// <summary>Function number.</summary>
    public byte Function => Convert.ToByte(Text[^3..^1], 16);

    [GeneratedRegex(@"^PCIROOT\([0-9A-F]+\)(#PCI\([01][0-9A-F]0[0-7]\))+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
