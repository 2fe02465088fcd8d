namespace Barelane.Knowledge.Catalog;

/// <summary>One kind of GPU instance that a card can be cut into by MIG.</summary>
public sealed record MigProfile
{
    /// <summary>NVIDIA's name: <c>3g.20gb</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The id that <c>nvidia-smi mig</c> takes; null where it was not found out.</summary>
    public int? Id { get; init; }

    /// <summary>Compute slices it takes, the number before the <c>g</c>.</summary>
    public required int ComputeSlices { get; init; }

    /// <summary>Memory in GiB as its name says it.</summary>
    public required int MemoryGiB { get; init; }

    /// <summary>Memory slices it takes, side by side.</summary>
    public required int Size { get; init; }

    /// <summary>Memory slices it may start at.</summary>
    public required IReadOnlyList<int> Starts { get; init; }

    /// <summary>Instances of this profile alone that one GPU holds.</summary>
    public required int Max { get; init; }
}
