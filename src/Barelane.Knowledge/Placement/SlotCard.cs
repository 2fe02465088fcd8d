using System.Numerics;

namespace Barelane.Knowledge.Placement;

/// <summary>A card that is cut into slots, and what lies on it. Immutable.</summary>
/// <param name="Slots">Its slots, at most 64.</param>
/// <param name="Compute">Its compute slices; 0 where it has none of its own.</param>
public sealed record SlotCard(int Slots, int Compute = 0)
{
    /// <summary>What lies where.</summary>
    public IReadOnlyList<(SlotShape Shape, int Start)> Placed { get; init; } = [];

    private ulong Taken => Placed.Aggregate(0UL, (mask, p) => mask | Mask(p.Shape, p.Start));

    /// <summary>Slots that are taken.</summary>
    public int Used => BitOperations.PopCount(Taken);

    /// <summary>Where a slice of this shape can begin now.</summary>
    public IEnumerable<int> Creatable(SlotShape shape)
    {
        var (taken, compute) = (Taken, Placed.Sum(p => p.Shape.Compute));
        var full = (Compute > 0 && compute + shape.Compute > Compute) || (shape.Most > 0 && Placed.Count(p => p.Shape == shape) >= shape.Most);
        return full ? [] : shape.Starts.Where(s => s + shape.Size <= Slots && (taken & Mask(shape, s)) == 0);
    }

    /// <summary>The card with one slice more.</summary>
    public SlotCard With(SlotShape shape, int start) => this with { Placed = [.. Placed, (shape, start)] };

    private static ulong Mask(SlotShape shape, int start) => ((shape.Size == 64 ? 0UL : 1UL << shape.Size) - 1) << start;
}
