namespace Barelane.VSphere.Steps;

/// <summary>A rule of a cluster that binds a group of VMs to a group of hosts.</summary>
internal sealed record ClusterRule
{
    public int Key { get; init; }

    public string Name { get; init; } = "";

    public bool Enabled { get; init; }

    public bool Mandatory { get; init; }

    public string VmGroup { get; init; } = "";

    public string HostGroup { get; init; } = "";
}
