namespace Barelane.Twin.Recording;

/// <summary>A VM-host rule of a cluster.</summary>
public sealed class RecordedRule
{
    /// <summary>The name, unique in the cluster.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether it is in force.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>'must' rules are mandatory, 'should' rules are not.</summary>
    public bool Mandatory { get; set; }

    /// <summary>The group of VMs it speaks about.</summary>
    public string VmGroup { get; set; } = string.Empty;

    /// <summary>The group of hosts it speaks about.</summary>
    public string HostGroup { get; set; } = string.Empty;

    /// <summary>True keeps the VMs away from the hosts, false keeps them on the hosts.</summary>
    public bool IsAntiAffine { get; set; }
}
