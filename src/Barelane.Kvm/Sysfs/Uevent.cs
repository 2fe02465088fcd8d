using System.Globalization;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>A device's <c>uevent</c>: one file that says driver, class and ids. Source: Linux, drivers/pci/pci-driver.c, pci_uevent.</summary>
internal static class Uevent
{
    /// <summary>The lines <c>NAME=VALUE</c>; others are left out.</summary>
    public static Dictionary<string, string> Parse(string text)
    {
        var said = new Dictionary<string, string>(8, StringComparer.Ordinal);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var at = line.IndexOf('=');
            if (at > 0)
            {
                said[line[..at].ToString()] = line[(at + 1)..].Trim().ToString();
            }
        }

        return said;
    }

    /// <summary><c>PCI_CLASS=30000</c>: class, subclass and interface, without leading zeros.</summary>
    public static PciClass? ClassOf(Dictionary<string, string> said) =>
        said.TryGetValue("PCI_CLASS", out var text) && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code <= 0xffffff
            ? new PciClass((ushort)(code >> 8))
            : null;

    /// <summary><c>PCI_ID=10DE:2235</c> with <c>PCI_SUBSYS_ID=10DE:145A</c>.</summary>
    public static PciId? IdOf(Dictionary<string, string> said) =>
        PciId.TryParse(said.GetValueOrDefault("PCI_ID"), out var id)
            ? PciId.TryParse(said.GetValueOrDefault("PCI_SUBSYS_ID"), out var sub) ? new PciId(id.Vendor, id.Device, sub.Vendor, sub.Device) : id
            : null;
}
