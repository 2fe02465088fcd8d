namespace Barelane.Twin.Recording;

/// <summary>A datacenter and what it holds.</summary>
public sealed class RecordedDatacenter
{
    /// <summary>The name, unique in the site.</summary>
    public string Name { get; set; } = "dc1";

    /// <summary>Clusters, and compute resources of one host that are in no cluster.</summary>
    public List<RecordedCluster> Clusters { get; init; } = [];

    /// <summary>The virtual machines.</summary>
    public List<RecordedVm> Vms { get; init; } = [];

    /// <summary>The datastores; mounted on every host of the datacenter that does not name its own.</summary>
    public List<RecordedDatastore> Datastores { get; init; } = [];

    /// <summary>The names of the networks; on every host of the datacenter that does not name its own.</summary>
    public List<string> Networks { get; init; } = [];
}
