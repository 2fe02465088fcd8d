using System.Xml.Linq;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Steps.Domains;

/// <summary>Changes of fields, made in a domain's definition. Pure; what is not about a changed field stays as it is, and changing back gives the same text.</summary>
internal static class DomainEdits
{
    private const string WindowOption = "name=opt/ovmf/X-PciMmio64Mb,string=";

    private static readonly XNamespace Mark = "urn:barelane:1";
    private static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    /// <summary>Whether a field is part of the definition.</summary>
    public static bool Makes(Field field) => field.Prefix is "hostdev" or "attached" or "maxphysaddr" or "mmio-window-mib" or "firmware" or "mark";

    /// <summary>The definition with the changes in it.</summary>
    /// <exception cref="SiteException">The definition can't be read, or a change can't be made in it.</exception>
    public static string Apply(string xml, IReadOnlyList<FieldChange> changes)
    {
        var document = DomainDocument.Parse(xml);
        new HostDeviceEdits(document).Apply(changes);
        foreach (var change in changes)
        {
            switch (change.Field.Prefix)
            {
                case "maxphysaddr":
                    SetAddressWidth(document, change.After);
                    break;
                case "mmio-window-mib":
                    SetWindow(document, change.After);
                    break;
                case "firmware":
                    SetFirmware(document, change.After);
                    break;
                case "mark":
                    SetMark(document, change.Field.Qualifier, change.After);
                    break;
            }
        }

        return document.ToString();
    }

    /// <summary><c>passthrough</c>, <c>passthrough limit=46</c>, <c>emulate bits=43</c>: the words are the element's attributes.</summary>
    private static void SetAddressWidth(DomainDocument document, string? value)
    {
        var cpu = document.Root.Element("cpu") ?? throw new SiteException(new Problem
        {
            Code = "definition-refused",
            Message = "The VM's definition says nothing about its processor, so that the width of its addresses can't be set.",
            Remedy = "Give it a processor model first: 'virt-xml VM --edit --cpu host-passthrough'.",
        });
        var there = cpu.Element("maxphysaddr");
        if (value is null)
        {
            if (there is not null)
            {
                DomainDocument.Remove(there);
            }

            return;
        }

        var words = value.Split(' ');
        var attributes = words.Skip(1).Select(w => w.Split('=', 2)).Select(p => new XAttribute(p[0], p[^1])).Prepend(new XAttribute("mode", words[0]));
        if (there is not null)
        {
            there.ReplaceAttributes(attributes);
            return;
        }

        DomainDocument.Append(cpu, new XElement("maxphysaddr", attributes), cpu.Element("vendor") is null ? "model" : "vendor");
    }

    /// <summary>An argument of QEMU that OVMF reads; libvirt has no element for it.</summary>
    private static void SetWindow(DomainDocument document, string? value)
    {
        var line = document.Root.Element(Qemu + "commandline");
        var there = line?.Elements(Qemu + "arg").FirstOrDefault(a => a.Attribute("value")?.Value.StartsWith(WindowOption, StringComparison.Ordinal) == true);
        if (there is not null && value is not null)
        {
            there.SetAttributeValue("value", WindowOption + value);
        }
        else if (there is not null)
        {
            if (there.ElementsBeforeSelf().LastOrDefault() is { } flag && flag.Attribute("value")?.Value == "-fw_cfg")
            {
                DomainDocument.Remove(flag);
            }

            DomainDocument.Remove(there, withParent: true);
            if (!document.Root.Descendants().Any(e => e.Name.Namespace == Qemu))
            {
                document.Root.Attributes().Where(a => a.IsNamespaceDeclaration && a.Value == Qemu.NamespaceName).Remove();
            }
        }
        else if (value is not null)
        {
            if (document.Root.GetPrefixOfNamespace(Qemu) is null)
            {
                document.Root.Add(new XAttribute(XNamespace.Xmlns + "qemu", Qemu.NamespaceName));
            }

            line = DomainDocument.Child(document.Root, Qemu + "commandline");
            DomainDocument.Append(line, new XElement(Qemu + "arg", new XAttribute("value", "-fw_cfg")));
            DomainDocument.Append(line, new XElement(Qemu + "arg", new XAttribute("value", WindowOption + value)));
        }
    }

    /// <summary>With <c>efi</c> libvirt itself chooses the firmware's files; what it chose goes when the choice goes.</summary>
    private static void SetFirmware(DomainDocument document, string? value)
    {
        var os = DomainDocument.Child(document.Root, "os");
        var isEfi = os.Attribute("firmware")?.Value == "efi" || os.Element("loader") is not null;
        if (value == "efi" && !isEfi)
        {
            os.SetAttributeValue("firmware", "efi");
        }
        else if (value != "efi" && isEfi)
        {
            os.SetAttributeValue("firmware", null);
            foreach (var chosen in os.Elements().Where(e => e.Name.LocalName is "loader" or "nvram" or "firmware").ToList())
            {
                DomainDocument.Remove(chosen);
            }
        }
    }

    private static void SetMark(DomainDocument document, string part, string? value)
    {
        var given = document.Root.Element("metadata")?.Element(Mark + "given");
        if (given is null)
        {
            if (value is null)
            {
                return;
            }

            given = new XElement(Mark + "given", new XAttribute(XNamespace.Xmlns + "barelane", Mark.NamespaceName));
            DomainDocument.Append(DomainDocument.Child(document.Root, "metadata"), given);
        }

        given.SetAttributeValue(part, value);
        if (given.Attributes().All(a => a.IsNamespaceDeclaration))
        {
            DomainDocument.Remove(given, withParent: true);
        }
    }
}
