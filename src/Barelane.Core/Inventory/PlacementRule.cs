namespace Barelane.Core.Inventory;

/// <summary>A rule of a cluster about where VMs run.</summary>
public sealed record PlacementRule
{
    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>together</c>, <c>apart</c>, <c>on-hosts</c> or <c>off-hosts</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it is enforced always, not only preferred.</summary>
    public bool Mandatory { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The VMs it names.</summary>
    public IReadOnlyList<ObjectRef> Vms { get; init; } = [];

    /// <summary>The hosts it names; empty for rules among VMs.</summary>
    public IReadOnlyList<ObjectRef> Hosts { get; init; } = [];
}
