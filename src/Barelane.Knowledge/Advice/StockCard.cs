using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Advice;

/// <summary>One GPU that may be given out, with what is known of it.</summary>
public sealed record StockCard
{
    /// <summary>Its host as people know it: <c>dc1/esx03</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>Its model.</summary>
    public required string Model { get; init; }

    /// <summary>The catalogue's entry; null where there is none.</summary>
    public Card? Card { get; init; }

    /// <summary>Memory in MiB; null where neither hypervisor nor catalogue tells it.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>The hypervisor.</summary>
    public required Hypervisor Hypervisor { get; init; }

    /// <summary>Its version.</summary>
    public required Version Version { get; init; }

    /// <summary>The NUMA node its slot hangs on; null where that is not told.</summary>
    public int? NumaNode { get; init; }

    /// <summary>Memory of the host in MiB that is not reserved; null where that is not told.</summary>
    public int? HostFreeMiB { get; init; }

    /// <summary>Why nobody can have it whole, as a sentence; null where it is free.</summary>
    public string? Taken { get; init; }

    /// <summary>Whether it serves slices already.</summary>
    public bool IsSliced { get; init; }

    /// <summary>Slices that the hypervisor tells for it, with what is still free; empty where it tells none.</summary>
    public IReadOnlyList<SliceProfile> Told { get; init; } = [];

    /// <summary>What the catalogue knows of a way of this card on this hypervisor: null where it knows nothing.</summary>
    public WaySupport? Supports(Way way) => Card?.Support.FirstOrDefault(s => s.Hypervisor == Hypervisor && s.Way == way);
}
