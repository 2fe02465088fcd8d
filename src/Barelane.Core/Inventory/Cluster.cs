using Barelane.Core.Facts;

namespace Barelane.Core.Inventory;

/// <summary>A cluster: what places, moves and restarts VMs on its hosts.</summary>
public sealed record Cluster
{
    /// <summary>Identity.</summary>
    public required ObjectRef Ref { get; init; }

    /// <summary>The name people know.</summary>
    public required string Name { get; init; }

    /// <summary>Whether load balancing (DRS) is on.</summary>
    public Observed<bool> LoadBalancing { get; init; }

    /// <summary>Default automation of load balancing: <c>manual</c>, <c>partiallyAutomated</c>, <c>fullyAutomated</c>.</summary>
    public Observed<string> Automation { get; init; }

    /// <summary>Whether VMs are restarted after a host failure (HA).</summary>
    public Observed<bool> HostFailover { get; init; }

    /// <summary>Whether HA keeps capacity back (admission control).</summary>
    public Observed<bool> AdmissionControl { get; init; }

    /// <summary>Whether vSAN is on.</summary>
    public Observed<bool> Vsan { get; init; }

    /// <summary>Bytes vSAN still has to resynchronise; 0 is healthy.</summary>
    public Observed<long> VsanResyncBytes { get; init; }

    /// <summary>Placement rules that name VMs and hosts.</summary>
    public Observed<IReadOnlyList<PlacementRule>> Rules { get; init; }
}
