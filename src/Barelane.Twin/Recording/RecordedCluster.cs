namespace Barelane.Twin.Recording;

/// <summary>A cluster, or with <see cref="IsCluster"/> false the compute resource of a single host.</summary>
public sealed class RecordedCluster
{
    /// <summary>The name; that of a single host's compute resource is the host's.</summary>
    public string Name { get; set; } = "cluster1";

    /// <summary>True for a ClusterComputeResource.</summary>
    public bool IsCluster { get; set; } = true;

    /// <summary>Whether DRS is on.</summary>
    public bool DrsEnabled { get; set; } = true;

    /// <summary>'manual', 'partiallyAutomated' or 'fullyAutomated'.</summary>
    public string DrsBehavior { get; set; } = "fullyAutomated";

    /// <summary>Whether HA is on.</summary>
    public bool HaEnabled { get; set; }

    /// <summary>Whether HA keeps room for a failover and refuses a power-on that takes it.</summary>
    public bool AdmissionControlEnabled { get; set; }

    /// <summary>Whether vSAN is on.</summary>
    public bool VsanEnabled { get; set; }

    /// <summary>The hosts.</summary>
    public List<RecordedHost> Hosts { get; init; } = [];

    /// <summary>The resource pools under the cluster's own root pool.</summary>
    public List<RecordedPool> Pools { get; init; } = [];

    /// <summary>VM groups and host groups.</summary>
    public List<RecordedGroup> Groups { get; init; } = [];

    /// <summary>VM-host rules over the groups.</summary>
    public List<RecordedRule> Rules { get; init; } = [];
}
