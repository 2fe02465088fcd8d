namespace Barelane.Core.Inventory;

/// <summary>What one site holds, as of one inspection. Immutable.</summary>
public sealed record SiteInventory
{
    /// <summary>The endpoint.</summary>
    public required Site Site { get; init; }

    /// <summary>Clusters by name.</summary>
    public IReadOnlyList<Cluster> Clusters { get; init; } = [];

    /// <summary>Hosts by name.</summary>
    public IReadOnlyList<Host> Hosts { get; init; } = [];

    /// <summary>VMs by path.</summary>
    public IReadOnlyList<Vm> Vms { get; init; } = [];

    /// <summary>False where only what was asked for is in here, and a missing object may still exist.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What could not be read although the rest was: each with what to do.</summary>
    public IReadOnlyList<Adapters.Problem> Gaps { get; init; } = [];

    /// <summary>VMs that were asked for by identity and that the site certainly does not have, as they were asked for. Matters where not the whole site was read.</summary>
    public IReadOnlyList<ObjectRef> Missing { get; init; } = [];
}
