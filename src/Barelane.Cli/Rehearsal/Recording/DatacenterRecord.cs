using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>Records a datacenter: its clusters and lone hosts, VMs, datastores and networks, the last two by their ids.</summary>
internal static class DatacenterRecord
{
    public static RecordedDatacenter Of(string name, Places places, RecordingNotes notes)
    {
        var hosts = places.HostsOf(name);
        var vms = places.VmsOf(name);
        return new RecordedDatacenter
        {
            Name = name,
            Clusters = [.. hosts.GroupBy(h => h.ClusterId ?? h.Ref.Id, StringComparer.Ordinal).Select(g => ClusterRecord.Of([.. g], places, notes))],
            Vms = [.. vms.Select(v => VmRecord.Of(v, places.Host(v.Host!.Value), places, notes))],
            Datastores = [.. hosts.SelectMany(h => h.Storage).Concat(vms.SelectMany(v => v.Storage)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(id => new RecordedDatastore { Name = id, IsShared = hosts.Count(h => h.Storage.Contains(id, StringComparer.Ordinal)) > 1 })],
            Networks = [.. hosts.SelectMany(h => h.Networks).Concat(vms.SelectMany(v => v.Networks)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }
}
