namespace Barelane.FakeHyperV.Host;

/// <summary>A GPU that can be cut (Msvm_PartitionableGpu). Real partitions (GPU-P) have real units; paravirtual ones (GPU-PV) a name that ends in \GPUPARAV and norm values.</summary>
public sealed class FakePartitionableGpu
{
    /// <summary>\\?\PCI#VEN_…#{064092b3-625e-43bf-9eb5-dc845897dd59}, with \GPUPARAV behind it for GPU-PV.</summary>
    public required string Name { get; init; }

    public IReadOnlyList<int> ValidCounts { get; init; } = [32];

    public int Count { get; set; } = 32;

    /// <summary>Bytes, or 1000000000 for GPU-PV.</summary>
    public ulong Vram { get; init; } = 1_000_000_000;

    /// <summary>Blocks of 540p60, or 18446744073709551615 for GPU-PV (EGP #138, ExHyperV #67).</summary>
    public ulong Encode { get; init; } = ulong.MaxValue;

    public ulong Decode { get; init; } = 1_000_000_000;

    public ulong Compute { get; init; } = 1_000_000_000;

    public bool SupportsLiveMigration { get; init; }

    /// <summary>Whether its driver sets both flags that the server's default policy asks for (windows-driver-docs-ddi, _DXGKARG_GETVIRTUALGPUPROFILE).</summary>
    public bool IsSecure { get; init; }

    public bool IsParavirtual => Name.EndsWith("GPUPARAV", StringComparison.OrdinalIgnoreCase);

    /// <summary>The PnP instance id: without \\?\ and what follows #{, and \ for # (reference §2.1).</summary>
    public string InstanceId => Name[4..Name.IndexOf("#{", StringComparison.Ordinal)].Replace('#', '\\');
}
