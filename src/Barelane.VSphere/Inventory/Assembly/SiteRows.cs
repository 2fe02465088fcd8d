using Barelane.Core.Facts;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Everything that one inspection brought, as it came.</summary>
internal sealed class SiteRows
{
    public List<HostRow> Hosts { get; } = [];

    public List<VmRow> Vms { get; } = [];

    public List<ComputeRow> Computes { get; } = [];

    /// <summary>Folders, datacenters and vApps, for paths.</summary>
    public Dictionary<ManagedObjectRef, EntityRow> Entities { get; init; } = [];

    /// <summary>What hosts offer VMs now, for those that were asked.</summary>
    public Dictionary<ManagedObjectRef, Observed<ConfigTargetRow>> Targets { get; } = [];

    /// <summary>Hosts of which every VM is among <see cref="Vms"/>.</summary>
    public HashSet<ManagedObjectRef> HostsWithVms { get; } = [];

    /// <summary>Whether this is the whole site.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Drops rows of objects that two looks brought twice; the later look counts.</summary>
    public void KeepLatest()
    {
        Keep(Hosts);
        Keep(Vms);
        Keep(Computes);
    }

    private static void Keep<T>(List<T> rows)
        where T : PropertyRow
    {
        var seen = new HashSet<ManagedObjectRef>();
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (!seen.Add(rows[i].Self))
            {
                rows.RemoveAt(i);
            }
        }
    }
}
