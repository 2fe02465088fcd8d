using Barelane.Core.Inventory;

namespace Barelane.Core.Facts;

/// <summary>The facts about a cluster and a site that rules read.</summary>
public static class ClusterFacts
{
    /// <summary><see cref="Cluster.LoadBalancing"/>.</summary>
    public static readonly FactKey<Cluster, bool> LoadBalancing = new("cluster.load-balancing", c => c.LoadBalancing);

    /// <summary><see cref="Cluster.Automation"/>.</summary>
    public static readonly FactKey<Cluster, string> Automation = new("cluster.automation", c => c.Automation);

    /// <summary><see cref="Cluster.HostFailover"/>.</summary>
    public static readonly FactKey<Cluster, bool> HostFailover = new("cluster.host-failover", c => c.HostFailover);

    /// <summary><see cref="Cluster.AdmissionControl"/>.</summary>
    public static readonly FactKey<Cluster, bool> AdmissionControl = new("cluster.admission-control", c => c.AdmissionControl);

    /// <summary><see cref="Cluster.Vsan"/>.</summary>
    public static readonly FactKey<Cluster, bool> Vsan = new("cluster.vsan", c => c.Vsan);

    /// <summary><see cref="Cluster.VsanResyncBytes"/>.</summary>
    public static readonly FactKey<Cluster, long> VsanResyncBytes = new("cluster.vsan-resync-bytes", c => c.VsanResyncBytes);

    /// <summary><see cref="Cluster.Rules"/>.</summary>
    public static readonly FactKey<Cluster, IReadOnlyList<PlacementRule>> Rules = new("cluster.rules", c => c.Rules);

    /// <summary><see cref="Site.ApiVersion"/>; always told, but not always a number.</summary>
    public static readonly FactKey<Site, Version> ApiVersion = new("site.api-version", s => Version.TryParse(s.ApiVersion, out var version)
        ? Observed.Read(version)
        : Observed<Version>.Unreadable($"'{s.ApiVersion}' is no version number."));

    /// <summary><see cref="Site.ManagesFleet"/>; always told.</summary>
    public static readonly FactKey<Site, bool> ManagesFleet = new("site.manages-fleet", s => Observed.Read(s.ManagesFleet));
}
