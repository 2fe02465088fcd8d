using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Parts of questions that several readings share.</summary>
internal static class Reading
{
    /// <summary>Sinks for what paths are made of.</summary>
    public static IEnumerable<PropertySink> Frames(ServerPaths paths, Dictionary<ManagedObjectRef, EntityRow> entities)
    {
        foreach (var type in new[] { "Folder", "Datacenter", "VirtualApp" })
        {
            yield return EntityRow.Set(paths, type).To(row => entities[row.Self] = row);
        }
    }

    /// <summary>Sinks for hosts, clusters and VMs with everything that an inspection wants of them.</summary>
    public static IEnumerable<PropertySink> Full(ServerPaths paths, SiteRows rows) =>
    [
        HostProperties.Set(paths).To(rows.Hosts.Add),
        ComputeRow.Set(paths).To(rows.Computes.Add),
        VmProperties.Set(paths).To(rows.Vms.Add),
    ];
}
