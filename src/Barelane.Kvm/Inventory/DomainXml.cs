using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>Reads a domain's XML. Elements that Barelane does not know are passed over.</summary>
internal static class DomainXml
{
    /// <summary>The namespace of the mark in a domain's metadata.</summary>
    public static readonly XNamespace Mark = "urn:barelane:1";

    private static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";
    private const string WindowOption = "name=opt/ovmf/X-PciMmio64Mb,string=";

    /// <summary>The definition; Unreadable for what is no domain.</summary>
    public static Observed<DomainDefinition> Parse(Observed<string> xml, string name)
    {
        if (!xml.TryGet(out var text))
        {
            return xml.Map(_ => default(DomainDefinition)!);
        }

        try
        {
            var root = XDocument.Parse(text).Root!;
            return root.Name.LocalName == "domain"
                ? Observed.Read(Of(root))
                : Observed<DomainDefinition>.Unreadable($"The definition of '{name}' begins with '{root.Name.LocalName}' where 'domain' is expected.");
        }
        catch (XmlException e)
        {
            return Observed<DomainDefinition>.Unreadable($"The definition of '{name}' is no XML: {e.Message}");
        }
    }

    private static DomainDefinition Of(XElement domain)
    {
        var os = domain.Element("os");
        var type = os?.Element("type");
        var loader = os?.Element("loader");
        var features = domain.Element("features");
        var cpu = domain.Element("cpu");
        var devices = domain.Element("devices");
        var controllers = Children(devices, "controller").Where(c => Text(c, "type") == "pci").ToList();
        return new DomainDefinition
        {
            Type = Text(domain, "type") ?? "",
            Machine = Text(type, "machine") ?? "",
            Firmware = Text(os, "firmware") == "efi" || Text(loader, "type") == "pflash" ? "efi" : "bios",
            HasSecureBoot = Text(loader, "secure") == "yes"
                && Children(os?.Element("firmware"), "feature").All(f => Text(f, "name") is not ("enrolled-keys" or "secure-boot") || Text(f, "enabled") == "yes"),
            MemoryMiB = SizeKib(domain.Element("memory")) / 1024,
            HardLimitMiB = domain.Element("memtune")?.Element("hard_limit") is { } limit ? SizeKib(limit) / 1024 : null,
            Loader = loader?.Value.Trim() is { Length: > 0 } firmwareFile ? firmwareFile : null,
            MemoryBacking = Backing(domain.Element("memoryBacking")),
            Cpus = Number(domain.Element("vcpu")?.Value) ?? 1,
            CpuMode = Text(cpu, "mode") ?? "",
            MaxPhysAddr = MaxPhysAddr(cpu?.Element("maxphysaddr")),
            MmioWindowMiB = Children(domain.Element(Qemu + "commandline"), Qemu + "arg").Select(a => Text(a, "value") ?? "")
                .LastOrDefault(v => v.StartsWith(WindowOption, StringComparison.Ordinal)) is { } option ? option[WindowOption.Length..] : null,
            PciHole64 = controllers.Select(c => c.Element("pcihole64")).FirstOrDefault(h => h is not null) is { } hole ? $"{hole.Value} {Text(hole, "unit") ?? "KiB"}" : null,
            IsKvmHidden = Text(features?.Element("kvm")?.Element("hidden"), "state") == "on",
            VendorId = Text(features?.Element("hyperv")?.Element("vendor_id"), "state") == "on" ? Text(features?.Element("hyperv")?.Element("vendor_id"), "value") ?? "" : null,
            IoApic = Text(features?.Element("ioapic"), "driver"),
            HasGuestIommu = devices?.Element("iommu") is not null,
            HasTpm = devices?.Element("tpm") is not null,
            HasBalloon = Text(devices?.Element("memballoon"), "model") is not (null or "none"),
            AgentState = Children(devices, "channel").Select(c => c.Element("target")).Where(t => Text(t, "name") == "org.qemu.guest_agent.0").Select(t => Text(t, "state") ?? "unknown").FirstOrDefault(),
            Hostdevs = [.. Children(devices, "hostdev").Select(Hostdev).OfType<DomainHostdev>()],
            RootPorts = [.. controllers.Where(c => Text(c, "model") == "pcie-root-port").Select(c => Number(Text(c, "index"))).OfType<int>().Order()],
            NextController = controllers.Select(c => Number(Text(c, "index")) ?? 0).DefaultIfEmpty(0).Max() + 1,
            Taken = devices is null ? new HashSet<PciAddress>() : devices.Descendants("address").Where(a => a.Parent!.Name != "source" && Text(a, "type") == "pci").Select(Address).OfType<PciAddress>().ToHashSet(),
            Mark = domain.Element("metadata")?.Element(Mark + "given")?.Attributes().Where(a => !a.IsNamespaceDeclaration).ToDictionary(a => a.Name.LocalName, a => a.Value) ?? [],
            Storage = [.. Children(devices, "disk").Select(d => d.Element("source")).Select(s => Text(s, "file") ?? Text(s, "dev") ?? Text(s, "volume") ?? Text(s, "name")).OfType<string>().Order(StringComparer.Ordinal)],
            Networks = [.. Children(devices, "interface").Select(i => i.Element("source")).Select(s => Text(s, "network") ?? Text(s, "bridge") ?? Text(s, "dev")).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static DomainHostdev? Hostdev(XElement hostdev)
    {
        var source = hostdev.Element("source")?.Element("address");
        var guest = hostdev.Element("address") is { } at && Text(at, "type") == "pci" ? Address(at) : null;
        return Text(hostdev, "type") switch
        {
            "pci" when Address(source) is { } function => new DomainHostdev(function, null, Text(hostdev, "managed") == "yes", guest),
            "mdev" when Text(source, "uuid") is { } uuid => new DomainHostdev(null, uuid.ToLowerInvariant(), false, guest),
            _ => null,
        };
    }

    private static PciAddress? Address(XElement? address)
    {
        var (domain, bus) = (Hex(Text(address, "domain") ?? "0x0000"), Hex(Text(address, "bus")));
        var (slot, function) = (Hex(Text(address, "slot")), Hex(Text(address, "function") ?? "0x0"));
        return domain is { } d && bus is <= 255 and { } b && slot is <= 31 and { } s && function is <= 7 and { } f ? new PciAddress(d, (byte)b, (byte)s, (byte)f) : null;
    }

    private static string? MaxPhysAddr(XElement? element) => (Text(element, "mode"), Text(element, "bits"), Text(element, "limit")) switch
    {
        (null, _, _) => null,
        ("emulate", { } bits, _) => $"emulate bits={bits}",
        (var mode, _, { } limit) => $"{mode} limit={limit}",
        (var mode, _, _) => mode,
    };

    private static string? Backing(XElement? backing)
    {
        if (backing is null)
        {
            return null;
        }

        var parts = new List<string>();
        if (backing.Element("hugepages") is not null)
        {
            var page = backing.Element("hugepages")!.Element("page");
            parts.Add(page is null ? "hugepages" : string.Create(CultureInfo.InvariantCulture, $"hugepages-{SizeKib(new XElement(page.Name, page.Attribute("unit"), Text(page, "size")))}"));
        }

        if (backing.Element("locked") is not null)
        {
            parts.Add("locked");
        }

        if (Text(backing.Element("access"), "mode") == "shared")
        {
            parts.Add("shared");
        }

        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    /// <summary>A scaled integer; KiB where no unit is said. Source: libvirt, docs/formatdomain.rst.</summary>
    private static long SizeKib(XElement? element)
    {
        if (!long.TryParse(element?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return 0;
        }

        return Text(element, "unit") switch
        {
            "b" or "bytes" => value / 1024,
            "KB" => value * 1000 / 1024,
            "M" or "MiB" => value << 10,
            "MB" => value * 1_000_000 / 1024,
            "G" or "GiB" => value << 20,
            "GB" => value * 1_000_000_000 / 1024,
            "T" or "TiB" => value << 30,
            "TB" => value * 1_000_000_000_000 / 1024,
            _ => value,
        };
    }

    private static IEnumerable<XElement> Children(XElement? parent, XName name) => parent?.Elements(name) ?? [];

    private static string? Text(XElement? element, string attribute) => element?.Attribute(attribute)?.Value;

    private static int? Number(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static uint? Hex(string? text) => text is null ? null
        : uint.TryParse(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
