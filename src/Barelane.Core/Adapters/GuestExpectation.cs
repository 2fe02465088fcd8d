using Barelane.Core.Inventory;

namespace Barelane.Core.Adapters;

/// <summary>What a guest should show: the functions given to it, or the slice.</summary>
public sealed record GuestExpectation
{
    /// <summary>Ids of the functions given, one for each; empty for slices, whose ids the profile decides.</summary>
    public IReadOnlyList<PciId> Functions { get; init; } = [];

    /// <summary>The profile of the slice; null for whole cards.</summary>
    public string? Profile { get; init; }

    /// <summary>How many GPUs the guest should see.</summary>
    public int GpuCount { get; init; } = 1;

    /// <summary>Whether it has a lease of a pool instead of devices of its own.</summary>
    public bool IsRemote { get; init; }

    /// <summary>The cards' vendor, which decides the driver and the tools to ask; null where it is not known.</summary>
    public ushort? Vendor { get; init; }
}
