using System.Xml.Linq;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Steps.Domains;

/// <summary>A host device of a domain as a field's value says it: <c>managed at 0000:05:00.0</c>.</summary>
/// <param name="Source">The function's address on the host, or the UUID of a mediated device.</param>
/// <param name="IsManaged">Whether libvirt takes it from the host and gives it back.</param>
/// <param name="Guest">Its address in the guest; null leaves it to libvirt.</param>
internal sealed record HostDevice(string Source, bool IsManaged, PciAddress? Guest)
{
    private const string At = " at ";

    /// <summary>Reads a field's qualifier and value.</summary>
    /// <exception cref="SiteException">The value is none of the notation.</exception>
    public static HostDevice Parse(string source, string value)
    {
        var at = value.IndexOf(At, StringComparison.Ordinal);
        var word = at < 0 ? value : value[..at];
        PciAddress guest = default;
        var isOpen = at < 0 || value[(at + At.Length)..] == "any";
        return word is "managed" or "unmanaged" && (isOpen || PciAddress.TryParse(value[(at + At.Length)..], out guest)) && (IsFunction(source) || Guid.TryParse(source, out _))
            ? new HostDevice(source, word == "managed", isOpen ? null : guest)
            : throw new SiteException(new Problem { Code = "field-invalid", Message = $"'{source}' and '{value}' say no host device; required is e.g. '0000:3b:00.0' and 'managed at 0000:05:00.0'." });
    }

    /// <summary>What a <c>hostdev</c> element is made from; null for those of other kinds (USB, SCSI).</summary>
    public static string? SourceOf(XElement hostdev) => hostdev.Attribute("type")?.Value switch
    {
        "pci" => GuestAddress.Of(hostdev.Element("source")?.Element("address"))?.ToString(),
        "mdev" => hostdev.Element("source")?.Element("address")?.Attribute("uuid")?.Value.ToLowerInvariant(),
        _ => null,
    };

    /// <summary>The element for it.</summary>
    public XElement ToElement()
    {
        var element = PciAddress.TryParse(Source, out var function)
            ? new XElement("hostdev", new XAttribute("mode", "subsystem"), new XAttribute("type", "pci"), new XAttribute("managed", IsManaged ? "yes" : "no"),
                new XElement("source", new XElement("address", GuestAddress.Attributes(function))))
            : new XElement("hostdev", new XAttribute("mode", "subsystem"), new XAttribute("type", "mdev"), new XAttribute("managed", "no"), new XAttribute("model", "vfio-pci"),
                new XElement("source", new XElement("address", new XAttribute("uuid", Source))));
        if (Guest is { } guest)
        {
            element.Add(new XElement("address", new XAttribute("type", "pci"), GuestAddress.Attributes(guest)));
        }

        return element;
    }

    private static bool IsFunction(string source) => PciAddress.TryParse(source, out _);
}
