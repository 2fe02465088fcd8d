using System.Globalization;
using System.Xml.Linq;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Steps.Domains;

/// <summary>PCI addresses as libvirt writes them: four attributes in hex.</summary>
internal static class GuestAddress
{
    /// <summary>The attributes of an <c>address</c> element.</summary>
    public static IEnumerable<XAttribute> Attributes(PciAddress address) =>
    [
        new("domain", $"0x{address.Domain:x4}"),
        new("bus", $"0x{address.Bus:x2}"),
        new("slot", $"0x{address.Device:x2}"),
        new("function", $"0x{address.Function:x}"),
    ];

    /// <summary>The address that an element holds; null where it holds none of PCI.</summary>
    public static PciAddress? Of(XElement? element) => element is not null
        && TryNumber(element, "domain", 0, out var domain) && TryNumber(element, "bus", null, out var bus) && bus <= byte.MaxValue
        && TryNumber(element, "slot", null, out var slot) && slot <= 31 && TryNumber(element, "function", 0, out var function) && function <= 7
        ? new PciAddress(domain, (byte)bus, (byte)slot, (byte)function)
        : null;

    private static bool TryNumber(XElement element, string name, uint? otherwise, out uint number)
    {
        var text = element.Attribute(name)?.Value;
        number = otherwise ?? 0;
        return text is null ? otherwise is not null
            : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
                : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
