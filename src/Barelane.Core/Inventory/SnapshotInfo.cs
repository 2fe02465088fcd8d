namespace Barelane.Core.Inventory;

/// <summary>A snapshot (checkpoint) of a VM.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="WithMemory">Whether it holds the memory of a running VM.</param>
public sealed record SnapshotInfo(string Name, DateTimeOffset TakenAt, bool WithMemory);
