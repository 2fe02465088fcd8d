using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Rendering.Inventories;

/// <summary>
/// An inventory as JSON. A fact that was not asked for is left out, one that is certainly absent is null, and one that could not be read is left
/// out and named with its reason under <c>unreadable</c>; what was concluded is named with its evidence under <c>inferred</c>.
/// </summary>
public static class InventoryJson
{
    /// <summary>Version of this format.</summary>
    public const int Version = 1;

    private const int PieceBytes = 1 << 16;

    /// <summary>Writes the view of <c>inspect --output json</c>, piece by piece: a large fleet is never in memory as one text.</summary>
    public static void Write(FleetInventory fleet, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * PieceBytes);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", Version);
            json.WriteString("type", "inventory");
            json.WriteStartArray("sites");
            foreach (var site in fleet.Sites)
            {
                WriteSite(json, fleet, site, HandOver);
            }

            json.WriteEndArray();
            json.WriteStartArray("orphans");
            foreach (var orphan in OrphanSearch.Of(fleet))
            {
                json.WriteStartObject();
                json.WriteString("subject", orphan.Subject.ToString());
                json.WriteString("subjectName", orphan.Name);
                json.WriteString("what", orphan.What);
                json.WriteString("remedy", orphan.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void HandOver()
            {
                if (json.BytesPending + buffer.WrittenCount >= PieceBytes)
                {
                    json.Flush();
                    output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
                    buffer.ResetWrittenCount();
                }
            }
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    private static void WriteSite(Utf8JsonWriter json, FleetInventory fleet, SiteInventory site, Action written)
    {
        json.WriteStartObject();
        json.WriteString("alias", site.Site.Alias);
        json.WriteString("instance", site.Site.Ref.Site);
        json.WriteString("hypervisor", site.Site.Hypervisor.ToString().ToLowerInvariant());
        json.WriteString("product", site.Site.Product);
        json.WriteString("apiVersion", site.Site.ApiVersion);
        json.WriteBoolean("whole", site.IsWhole);
        if (site.Gaps.Count > 0)
        {
            json.WriteStartArray("gaps");
            foreach (var gap in site.Gaps)
            {
                json.WriteStartObject();
                json.WriteString("code", gap.Code);
                json.WriteString("message", gap.Message);
                json.WriteString("remedy", gap.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("clusters");
        foreach (var cluster in site.Clusters)
        {
            WriteCluster(json, cluster);
        }

        json.WriteEndArray();
        json.WriteStartArray("hosts");
        foreach (var host in site.Hosts)
        {
            HostJson.Write(json, fleet, host);
            written();
        }

        json.WriteEndArray();
        json.WriteStartArray("vms");
        foreach (var vm in site.Vms)
        {
            VmJson.Write(json, fleet, vm);
            written();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCluster(Utf8JsonWriter json, Cluster cluster)
    {
        json.WriteStartObject();
        json.WriteString("id", cluster.Ref.Id);
        json.WriteString("name", cluster.Name);
        var facts = new FactWriter(json);
        facts.Flag("loadBalancing", cluster.LoadBalancing);
        facts.Text("automation", cluster.Automation);
        facts.Flag("hostFailover", cluster.HostFailover);
        facts.Flag("admissionControl", cluster.AdmissionControl);
        facts.Flag("vsan", cluster.Vsan);
        facts.Number("vsanResyncBytes", cluster.VsanResyncBytes);
        facts.Finish();
        json.WriteEndObject();
    }
}
