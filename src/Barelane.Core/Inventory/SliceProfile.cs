namespace Barelane.Core.Inventory;

/// <summary>One kind of slice a card can be cut into.</summary>
public sealed record SliceProfile
{
    /// <summary>The hypervisor's own name, e.g. <c>nvidia_a40-8q</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's name of it for people, where the hypervisor's own is another: <c>NVIDIA A40-8Q</c> for <c>nvidia-558</c>; empty where it is the same.</summary>
    public string Title { get; init; } = "";

    /// <summary>Framebuffer of one slice in MiB, where told.</summary>
    public Facts.Observed<long> MemoryMiB { get; init; }

    /// <summary>Slices of this profile that can still be placed on the host, where told.</summary>
    public Facts.Observed<int> Free { get; init; }

    /// <summary>Whether a VM with this slice can be migrated live.</summary>
    public Facts.Observed<bool> MigrationSupported { get; init; }

    /// <summary>Whether a VM with this slice can be suspended.</summary>
    public Facts.Observed<bool> SuspendSupported { get; init; }

    /// <summary>Whether snapshots with memory work with this slice.</summary>
    public Facts.Observed<bool> MemorySnapshotSupported { get; init; }

    /// <summary>Whether disk snapshots of the running VM work with this slice.</summary>
    public Facts.Observed<bool> DiskSnapshotSupported { get; init; }
}
