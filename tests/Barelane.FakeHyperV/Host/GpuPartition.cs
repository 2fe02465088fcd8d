namespace Barelane.FakeHyperV.Host;

/// <summary>A partition adapter of a VM (Msvm_GpuPartitionSettingData).</summary>
public sealed class GpuPartition
{
    public required Guid Id { get; init; }

    /// <summary>The partitionable GPU's name; empty where the host chooses.</summary>
    public string InstancePath { get; set; } = "";

    /// <summary>The twelve limits by name, MinPartitionVRAM and so on; those never set are missing.</summary>
    public SortedDictionary<string, ulong> Limits { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The GPU it runs on; null while the VM is off.</summary>
    public string? RunsOn { get; set; }
}
