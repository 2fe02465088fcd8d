using System.Globalization;
using System.Xml.Linq;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Steps.Domains;

/// <summary>Host devices of a domain: given, taken away, and what has to go with them on the guest's bus.</summary>
internal sealed class HostDeviceEdits(DomainDocument document)
{
    private const string OwnPort = "ua-barelane-port-";

    private readonly KeptDevices _kept = new(document);
    private readonly HashSet<(uint Domain, byte Bus, byte Device)> _left = [];

    /// <summary>Makes the changes of <c>hostdev:</c> and <c>attached:</c> fields: those that take away first.</summary>
    public void Apply(IReadOnlyList<FieldChange> changes)
    {
        var fields = changes.Where(c => c.Field.Prefix == "hostdev").ToList();
        var told = fields.Select(c => c.Field.Qualifier).ToHashSet(StringComparer.Ordinal);

        // What a backing says beyond the host device's own field: a card taken away whose place in the guest nobody wrote down.
        var bare = changes.Where(c => c.Field.Prefix == "attached").Select(c => (Source: SourceOf(c.Field.Qualifier, fields.Count > 0), c.After))
            .Where(b => b.Source is not null && !told.Contains(b.Source)).Select(b => (Source: b.Source!, b.After)).ToList();
        if (fields.Count == 0 && bare.Count == 0)
        {
            return;
        }

        foreach (var source in fields.Where(c => c.After is null).Select(c => c.Field.Qualifier).Concat(bare.Where(b => b.After is null).Select(b => b.Source)))
        {
            Remove(source);
        }

        foreach (var change in fields.Where(c => c.After is not null))
        {
            Set(HostDevice.Parse(change.Field.Qualifier, change.After!));
        }

        foreach (var (source, _) in bare.Where(b => b.After is not null))
        {
            Set(new HostDevice(source, IsManaged: true, null));
        }

        MarkSlots();
        RemovePorts();
    }

    /// <summary>The function that a backing names; null for a slice, of which the <c>hostdev:</c> fields beside it say which one.</summary>
    private static string? SourceOf(string backing, bool isTold) => backing.Split(' ') is ["fixed", var source, ..] && PciAddress.TryParse(source, out _) ? source
        : isTold ? null
        : throw new SiteException(new Problem { Code = "field-invalid", Message = $"Which device '{backing}' is, is not said: a slice is given and taken by its address or UUID." });

    private void Remove(string source)
    {
        if (Find(source) is not { } there)
        {
            return;
        }

        if (GuestOf(there) is { } guest)
        {
            _left.Add((guest.Domain, guest.Bus, guest.Device));
        }

        _kept.Keep(there);
        DomainDocument.Remove(there);
    }

    private void Set(HostDevice device)
    {
        if (Find(device.Source) is not { } there)
        {
            if (device.Guest is { } guest)
            {
                AddPorts(guest.Bus);
            }

            there = _kept.TakeOut(device.Source) ?? device.ToElement();
            DomainDocument.Append(document.Devices, there, "hostdev");
        }

        if (there.Attribute("type")?.Value == "pci")
        {
            there.SetAttributeValue("managed", device.IsManaged ? "yes" : "no");
        }

        if (device.Guest is { } wanted && GuestOf(there) != wanted)
        {
            AddPorts(wanted.Bus);
            there.Elements("address").ToList().ForEach(a => DomainDocument.Remove(a));
            DomainDocument.Append(there, new XElement("address", new XAttribute("type", "pci"), GuestAddress.Attributes(wanted)));
        }
    }

    private XElement? Find(string source) => document.Devices.Elements("hostdev").FirstOrDefault(h => HostDevice.SourceOf(h) == source);

    private static PciAddress? GuestOf(XElement device) => device.Element("address") is { } a && a.Attribute("type")?.Value == "pci" ? GuestAddress.Of(a) : null;

    /// <summary>Function 0 of a slot with more functions says so; one that is left alone says it no more.</summary>
    private void MarkSlots()
    {
        var slots = document.Devices.Elements("hostdev").Select(h => (Device: h, Guest: GuestOf(h))).Where(p => p.Guest is not null)
            .GroupBy(p => (p.Guest!.Value.Domain, p.Guest.Value.Bus, p.Guest.Value.Device));
        foreach (var slot in slots)
        {
            if (slot.FirstOrDefault(p => p.Guest!.Value.Function == 0).Device?.Element("address") is not { } first)
            {
                continue;
            }

            if (slot.Count() > 1)
            {
                first.SetAttributeValue("multifunction", "on");
            }
            else if (_left.Contains(slot.Key))
            {
                first.SetAttributeValue("multifunction", null);
            }
        }
    }

    /// <summary>A guest of PCI Express has a bus for each root port; those that are missing are made, under a name that tells whose they are.</summary>
    private void AddPorts(byte bus)
    {
        if (!Controllers().Any(c => c.Attribute("model")?.Value == "pcie-root"))
        {
            return;
        }

        for (var index = Controllers().Max(IndexOf) + 1; index <= bus; index++)
        {
            var port = new XElement("controller", new XAttribute("type", "pci"), new XAttribute("index", index), new XAttribute("model", "pcie-root-port"),
                new XElement("alias", new XAttribute("name", OwnPort + index.ToString(CultureInfo.InvariantCulture))));
            DomainDocument.Append(document.Devices, port, "controller");
        }
    }

    /// <summary>Own ports that nothing hangs on any more go, from the last one down, so that no gap comes to be.</summary>
    private void RemovePorts()
    {
        while (Controllers().MaxBy(IndexOf) is { } last && last.Element("alias")?.Attribute("name")?.Value.StartsWith(OwnPort, StringComparison.Ordinal) == true
            && !document.Devices.Elements().Any(d => GuestOf(d)?.Bus == IndexOf(last)))
        {
            DomainDocument.Remove(last);
        }
    }

    private IEnumerable<XElement> Controllers() => document.Devices.Elements("controller").Where(c => c.Attribute("type")?.Value == "pci");

    private static int IndexOf(XElement controller) => int.TryParse(controller.Attribute("index")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
}
