namespace Barelane.Twin.Recording;

/// <summary>A group of VMs or of hosts in a cluster, for VM-host rules.</summary>
public sealed class RecordedGroup
{
    /// <summary>The name, unique in the cluster.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The names of the VMs in it; empty for a group of hosts.</summary>
    public List<string> Vms { get; init; } = [];

    /// <summary>The names of the hosts in it; empty for a group of VMs.</summary>
    public List<string> Hosts { get; init; } = [];
}
