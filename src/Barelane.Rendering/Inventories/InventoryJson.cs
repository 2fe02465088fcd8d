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

    /// <summary>The view of <c>inspect --output json</c>.</summary>
    public static string Render(FleetInventory fleet)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", Version);
            json.WriteString("type", "inventory");
            json.WriteStartArray("sites");
            foreach (var site in fleet.Sites)
            {
                WriteSite(json, fleet, site);
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
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteSite(Utf8JsonWriter json, FleetInventory fleet, SiteInventory site)
    {
        json.WriteStartObject();
        json.WriteString("alias", site.Site.Alias);
        json.WriteString("instance", site.Site.Ref.Site);
        json.WriteString("hypervisor", site.Site.Hypervisor.ToString().ToLowerInvariant());
        json.WriteString("product", site.Site.Product);
        json.WriteString("apiVersion", site.Site.ApiVersion);
        json.WriteBoolean("whole", site.IsWhole);
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
        }

        json.WriteEndArray();
        json.WriteStartArray("vms");
        foreach (var vm in site.Vms)
        {
            VmJson.Write(json, fleet, vm);
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
