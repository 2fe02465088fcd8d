using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Barelane.Kvm.Libvirt;

/// <summary>A hash over what an XML document means: white space between elements, the order of attributes and comments do not count.</summary>
internal static class XmlHash
{
    public static string Of(string xml)
    {
        var text = new StringBuilder();
        Write(text, XElement.Parse(xml, LoadOptions.None));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(StringBuilder text, XElement element)
    {
        text.Append('<').Append(element.Name);
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration).OrderBy(a => a.Name.ToString(), StringComparer.Ordinal))
        {
            text.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Value.Length).Append(':').Append(attribute.Value);
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
                text.Append(words.Value.Length).Append(':').Append(words.Value);
            }
        }

        text.Append("</>");
    }
}
