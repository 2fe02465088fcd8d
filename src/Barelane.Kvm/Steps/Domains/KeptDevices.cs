using System.Xml.Linq;

namespace Barelane.Kvm.Steps.Domains;

/// <summary>
/// Host devices that Barelane took away although somebody else had put them there with more than a field says (a ROM file, a boot order): kept in the
/// domain's own metadata, so that giving the same device again gives it with all of that.
/// </summary>
internal sealed class KeptDevices(DomainDocument document)
{
    private static readonly XNamespace Space = "urn:barelane:kept:1";

    /// <summary>Keeps a copy of a host device that is about to be taken away, unless it says no more than its field does.</summary>
    public void Keep(XElement hostdev)
    {
        // libvirt writes into a mediated device what it takes for granted: no display.
        var plain = hostdev.Attributes().All(a => a.Name.LocalName is "mode" or "type" or "managed" or "model" || (a.Name.LocalName is "display" or "ramfb" && a.Value == "off"))
            && hostdev.Elements().All(e => e.Name.LocalName is "source" or "address" or "driver");
        if (plain || HostDevice.SourceOf(hostdev) is null)
        {
            return;
        }

        var metadata = DomainDocument.Child(document.Root, "metadata");
        if (metadata.Element(Space + "devices") is not { } devices)
        {
            devices = new XElement(Space + "devices", new XAttribute(XNamespace.Xmlns + "kept", Space.NamespaceName));
            DomainDocument.Append(metadata, devices);
        }

        var copy = new XElement(hostdev);
        foreach (var element in copy.DescendantsAndSelf())
        {
            element.Name = Space + element.Name.LocalName;
        }

        DomainDocument.Append(devices, copy);
    }

    /// <summary>Takes a kept device out again; null where none of this source is kept.</summary>
    public XElement? TakeOut(string source)
    {
        foreach (var kept in document.Root.Element("metadata")?.Element(Space + "devices")?.Elements().ToList() ?? [])
        {
            var copy = new XElement(kept);
            foreach (var element in copy.DescendantsAndSelf())
            {
                element.Name = element.Name.LocalName;
                element.Attributes().Where(a => a.IsNamespaceDeclaration).Remove();
            }

            if (HostDevice.SourceOf(copy) == source)
            {
                var devices = kept.Parent!;
                DomainDocument.Remove(kept);
                if (!devices.HasElements)
                {
                    DomainDocument.Remove(devices, withParent: true);
                }

                return copy;
            }
        }

        return null;
    }
}
