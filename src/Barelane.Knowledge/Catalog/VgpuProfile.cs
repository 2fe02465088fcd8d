namespace Barelane.Knowledge.Catalog;

/// <summary>One NVIDIA vGPU profile of a card.</summary>
public sealed record VgpuProfile
{
    /// <summary>NVIDIA's name without the brand before it: <c>A40-8Q</c>, <c>A100-1-5C</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its series.</summary>
    public required VgpuSeries Series { get; init; }

    /// <summary>Framebuffer of one slice in MiB, as its name says it.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Slices of this profile alone that one GPU holds.</summary>
    public required int PerGpu { get; init; }

    /// <summary>Whether <see cref="PerGpu"/> or the name is computed, not read in a source.</summary>
    public bool IsDerived { get; init; }

    /// <summary>The MIG profile that carries it, of the card's own <see cref="MigTable"/>; null for one that shares the GPU in time.</summary>
    public string? MigProfile { get; init; }

    /// <summary>The licence a VM with it needs.</summary>
    public string Licence => Series switch
    {
        VgpuSeries.A => "vApps",
        VgpuSeries.B => "vPC",
        VgpuSeries.C => "NVIDIA AI Enterprise (formerly vCS)",
        _ => "vWS",
    };

    /// <summary>Whether a hypervisor means it by this name: <c>nvidia_a40-8q</c> on vSphere, <c>NVIDIA A40-8Q</c> or <c>GRID T4-2Q</c> on KVM.</summary>
    public bool IsNamed(string name) => string.Equals(name[(name.LastIndexOfAny(['_', ' ']) + 1)..], Name, StringComparison.OrdinalIgnoreCase);
}
