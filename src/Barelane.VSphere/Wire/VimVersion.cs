using System.Xml;

namespace Barelane.VSphere.Wire;

/// <summary>
/// Chooses the API version that requests claim. A vCenter hides newer types from older claims, so the newest that both sides know is the right one;
/// fields of versions that this code does not know are skipped when read.
/// </summary>
internal static class VimVersion
{
    private const string Oldest = "6.5";
    private const int NewestMajor = 9;

    /// <summary>The version to claim towards a server of this apiVersion.</summary>
    public static string Choose(string apiVersion) => Parse(apiVersion) is { } version && version.Major <= NewestMajor ? apiVersion : Oldest;

    /// <summary>The newest version to claim out of a vimServiceVersions.xml.</summary>
    /// <exception cref="VimAnswerException">The text is no such list.</exception>
    public static string ChooseFrom(string versionsXml)
    {
        var best = default(Version);
        var chosen = Oldest;
        try
        {
            using var xml = XmlReader.Create(new StringReader(versionsXml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var space = string.Empty;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("name" or "version"))
                {
                    continue;
                }

                var isName = xml.LocalName == "name";
                xml.Read();
                if (isName)
                {
                    space = xml.Value;
                }
                else if (space == VimWriter.Vim25Namespace && Parse(xml.Value) is { } version && version.Major <= NewestMajor && (best is null || version > best))
                {
                    (best, chosen) = (version, xml.Value);
                }
            }
        }
        catch (XmlException e)
        {
            throw new VimAnswerException($"The server's list of versions is not well-formed XML at line {e.LineNumber}; required is 'vimServiceVersions.xml' of a vSphere server.", e);
        }

        return chosen;
    }

    /// <summary>The server does not know the version that the request claimed.</summary>
    public static bool IsRefusal(VimFault fault) => fault.Message.Contains("version URI", StringComparison.OrdinalIgnoreCase) || fault.Type == "VersionMismatch";

    private static Version? Parse(string text) =>
        Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var version) && text.All(c => char.IsAsciiDigit(c) || c == '.')
            ? version
            : null;
}
