namespace Barelane.Core.Inventory;

/// <summary>One management endpoint.</summary>
public sealed record Site
{
    /// <summary>Identity: the endpoint's own instance id.</summary>
    public required ObjectRef Ref { get; init; }

    /// <summary>The alias the document gives it.</summary>
    public required string Alias { get; init; }

    /// <summary>Which adapter serves it.</summary>
    public required Hypervisor Hypervisor { get; init; }

    /// <summary>Product and version, e.g. <c>VMware vCenter Server 8.0.3</c>.</summary>
    public required string Product { get; init; }

    /// <summary>Version of the interface that was agreed on, e.g. <c>8.0.3.0</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Whether the endpoint manages several hosts (vCenter) or is one (ESXi, a KVM host).</summary>
    public required bool ManagesFleet { get; init; }
}
