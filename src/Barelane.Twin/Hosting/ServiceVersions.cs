using System.Text;
using Barelane.Twin.Schema;

namespace Barelane.Twin.Hosting;

/// <summary>/sdk/vimServiceVersions.xml: the versions of the API that the server speaks (§1.1).</summary>
internal static class ServiceVersions
{
    private static readonly string[] Known =
    [
        "9.0.0.0", "8.0.3.0", "8.0.2.0", "8.0.1.0", "8.0.0.1", "7.0.3.2", "7.0.3.1", "7.0.3.0", "7.0.2.0", "7.0.1.1", "7.0.1.0",
        "7.0.0.2", "7.0", "6.7.3", "6.7.2", "6.7.1", "6.7", "6.5", "6.0", "5.5", "5.1", "5.0", "4.1", "4.0", "2.5",
    ];

    public static string Xml(ApiVersion newest)
    {
        var spoken = Known.Where(version => ApiVersion.Parse(version) <= newest).ToList();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<namespaces version=\"1.0\">\n <namespace>\n");
        xml.Append("  <name>urn:vim25</name>\n  <version>").Append(spoken[0]).Append("</version>\n  <priorVersions>\n");
        foreach (var version in spoken.Skip(1))
        {
            xml.Append("   <version>").Append(version).Append("</version>\n");
        }

        return xml.Append("  </priorVersions>\n </namespace>\n</namespaces>\n").ToString();
    }
}
