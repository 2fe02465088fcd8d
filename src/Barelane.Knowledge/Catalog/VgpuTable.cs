namespace Barelane.Knowledge.Catalog;

/// <summary>The NVIDIA vGPU profiles of a card.</summary>
public sealed record VgpuTable
{
    /// <summary>What every profile's name begins with: <c>A40</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>
    /// Whether profiles of different framebuffer may share one GPU in time; null where that was not found out. False and null: the first slice
    /// fixes the size of all on its GPU until it is empty again.
    /// </summary>
    public bool? MixedSizes { get; init; }

    /// <summary>The profiles, the largest first, by series.</summary>
    public required IReadOnlyList<VgpuProfile> Profiles { get; init; }

    /// <summary>Where that comes from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }
}
