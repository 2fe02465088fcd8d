namespace Barelane.Knowledge.Placement;

/// <summary>A kind of slice that occupies slots of a card side by side: a MIG instance, or a vGPU on a card with placement ids.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Slots it takes.</param>
/// <param name="Starts">Slots it may begin at.</param>
/// <param name="Compute">Compute slices it takes; 0 where cards have none of their own.</param>
/// <param name="Most">The most of it on one card; 0 for no limit but the slots.</param>
public sealed record SlotShape(string Name, int Size, IReadOnlyList<int> Starts, int Compute = 0, int Most = 0);
