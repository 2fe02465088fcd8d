namespace Barelane.FakeHyperV.Host;

/// <summary>The failover cluster a host belongs to.</summary>
public sealed class FakeCluster
{
    public Guid Id { get; init; } = Guid.Parse("7b1f6cb0-9f0e-4c55-a30e-1f1f3a52a001");

    public string Name { get; init; } = "CLUSTER1";

    /// <summary>Its nodes with their ClusterNodeState: 0 up, 1 down, 2 paused.</summary>
    public SortedDictionary<string, int> Nodes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>OfflineAction by VM: 0 turn off, 1 save, 2 shut down, 3 force shut down.</summary>
    public SortedDictionary<Guid, int> OfflineActions { get; } = [];
}
