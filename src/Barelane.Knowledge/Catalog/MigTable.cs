namespace Barelane.Knowledge.Catalog;

/// <summary>
/// How MIG cuts a card. Instances lie side by side without overlap in the memory slices, each at one of its starts, and their compute slices add up to
/// no more than the GPU's.
/// </summary>
public sealed record MigTable
{
    /// <summary>Compute slices of the GPU.</summary>
    public required int ComputeSlices { get; init; }

    /// <summary>Memory slices of the GPU.</summary>
    public required int MemorySlices { get; init; }

    /// <summary>Whether the starts are taken over from a card of the same make-up, not read for this one.</summary>
    public bool IsDerived { get; init; }

    /// <summary>The profiles, the largest first.</summary>
    public required IReadOnlyList<MigProfile> Profiles { get; init; }

    /// <summary>Where that comes from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }
}
