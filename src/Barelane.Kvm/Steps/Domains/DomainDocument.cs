using System.Text;
using System.Xml;
using System.Xml.Linq;
using Barelane.Core.Adapters;

namespace Barelane.Kvm.Steps.Domains;

/// <summary>
/// A domain's definition as a document in which single things are changed and everything else stays as it is, white space too. Text comes out
/// as libvirt writes it (attributes between single quotes), so that what was not changed is the same to the last byte.
/// </summary>
internal sealed class DomainDocument
{
    private readonly XElement _root;

    private DomainDocument(XElement root) => _root = root;

    /// <summary>The <c>domain</c> element.</summary>
    public XElement Root => _root;

    /// <summary>Reads a definition.</summary>
    /// <exception cref="SiteException">It is none.</exception>
    public static DomainDocument Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace) is { Name.LocalName: "domain" } root
                ? new DomainDocument(root)
                : throw Problem("its outermost element is not 'domain'");
        }
        catch (XmlException e)
        {
            throw Problem(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>The devices.</summary>
    public XElement Devices => Child(_root, "devices");

    /// <summary>The element's child of this name; made, at the end, where there is none.</summary>
    public static XElement Child(XElement parent, XName name)
    {
        if (parent.Element(name) is { } there)
        {
            return there;
        }

        var made = new XElement(name);
        Append(parent, made);
        return made;
    }

    /// <summary>Puts an element behind the last child of this name, or at the end, on a line of its own.</summary>
    public static void Append(XElement parent, XElement element, XName? behind = null)
    {
        var last = (behind is null ? null : parent.Elements(behind).LastOrDefault()) ?? parent.Elements().LastOrDefault();
        if (last is not null)
        {
            last.AddAfterSelf(new XText(Before(last)), element);
        }
        else
        {
            var indent = Before(parent);
            parent.RemoveNodes();
            parent.Add(new XText(indent + "  "), element, new XText(indent));
        }

        Indent(element, Before(element));
    }

    /// <summary>Puts an element in front of all others.</summary>
    public static void Prepend(XElement parent, XElement element)
    {
        if (parent.Elements().FirstOrDefault() is not { } first)
        {
            Append(parent, element);
            return;
        }

        first.AddBeforeSelf(element, new XText(Before(first)));
        Indent(element, Before(element));
    }

    /// <summary>Takes an element away with the line it stood on; its parent too where nothing is left in it and <paramref name="withParent"/> is set.</summary>
    public static void Remove(XElement element, bool withParent = false)
    {
        var parent = element.Parent!;
        if (element.PreviousNode is XText space && string.IsNullOrWhiteSpace(space.Value))
        {
            space.Remove();
        }

        element.Remove();
        if (parent.HasElements)
        {
            return;
        }

        if (withParent && parent.Parent is not null)
        {
            Remove(parent);
        }
        else if (string.IsNullOrWhiteSpace(parent.Value))
        {
            // Written as it was before something was put into it: closed in itself.
            parent.RemoveNodes();
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, _root);
        return text.Append('\n').ToString();
    }

    private static string Before(XElement element) =>
        element.PreviousNode is XText { Value: var space } && space.LastIndexOf('\n') is var at and >= 0 && string.IsNullOrWhiteSpace(space) ? space[at..] : "\n";

    private static void Indent(XElement element, string indent)
    {
        if (!element.HasElements || element.Nodes().OfType<XText>().Any())
        {
            return;
        }

        foreach (var child in element.Elements().ToList())
        {
            child.AddBeforeSelf(new XText(indent + "  "));
            Indent(child, indent + "  ");
        }

        element.Add(new XText(indent));
    }

    private static void Write(StringBuilder text, XElement element)
    {
        var name = NameOf(element, element.Name, isAttribute: false);
        text.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
        {
            text.Append(' ').Append(NameOf(element, attribute)).Append("='");
            Escape(text, attribute.Value);
            text.Append('\'');
        }

        if (element.IsEmpty)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Write(text, child);
            }
            else if (node is XText words)
            {
                Escape(text, words.Value);
            }
            else if (node is XComment comment)
            {
                text.Append("<!--").Append(comment.Value).Append("-->");
            }
        }

        text.Append("</").Append(name).Append('>');
    }

    private static string NameOf(XElement element, XAttribute attribute) => attribute.IsNamespaceDeclaration
        ? attribute.Name.LocalName == "xmlns" ? "xmlns" : $"xmlns:{attribute.Name.LocalName}"
        : NameOf(element, attribute.Name, isAttribute: true);

    private static string NameOf(XElement element, XName name, bool isAttribute)
    {
        var isBare = name.Namespace == XNamespace.None || (!isAttribute && element.GetDefaultNamespace() == name.Namespace);
        return isBare ? name.LocalName
            : $"{element.GetPrefixOfNamespace(name.Namespace) ?? throw Problem($"'{name}' has no prefix")}:{name.LocalName}";
    }

    private static void Escape(StringBuilder text, string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                '\'' => text.Append("&apos;"),
                '"' => text.Append("&quot;"),
                '\r' => text.Append("&#13;"),
                _ => text.Append(c),
            };
        }
    }

    private static SiteException Problem(string why) => new(new Problem
    {
        Code = "definition-unreadable",
        Message = $"The VM's definition could not be read: {why}.",
        Remedy = "See what 'virsh dumpxml --inactive' shows.",
    });
}
