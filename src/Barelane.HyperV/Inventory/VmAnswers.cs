namespace Barelane.HyperV.Inventory;

/// <summary>A VM with its settings; sizes in bytes, enumerations as their numbers.</summary>
internal sealed record VmAnswer(
    string Id, string Name, int State, int Generation, string Version, int Processors, int StopAction, bool CacheTypes, ulong LowBytes, ulong HighBytes,
    int CheckpointType, bool? AutomaticCheckpoints, bool DynamicMemory, ulong StartupBytes, ulong MinimumBytes, ulong MaximumBytes, bool Clustered,
    string Replication, string ReplicationState, string Heartbeat, string Notes);

/// <summary>What a VM has of the host's cards.</summary>
internal sealed record VmDevicesAnswer(string Vm, IReadOnlyList<AssignedAnswer> Devices, IReadOnlyList<PartitionAnswer> Partitions, IReadOnlyList<RemoteFxAnswer> RemoteFx);

/// <summary>An assigned device; id and path are empty for one of a pool until the VM starts.</summary>
internal sealed record AssignedAnswer(string Id, string Path, string Pool)
{
    /// <summary>Whether it comes out of a pool that somebody made; what is in none is in Hyper-V's own, the primordial one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsPooled => Pool.Length > 0 && !Pool.Equals("Primordial", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A GPU partition adapter; the path is empty where the module can't tell the card.</summary>
internal sealed record PartitionAnswer(string Id, string Path);

/// <summary>A RemoteFX 3D adapter.</summary>
internal sealed record RemoteFxAnswer(string Monitors, string Resolution);

/// <summary>What a VM is made of beside its settings.</summary>
internal sealed record VmPartsAnswer(
    string Vm, IReadOnlyList<bool> Nested, IReadOnlyList<int> SecureBoot, IReadOnlyList<bool> Tpm, IReadOnlyList<CheckpointAnswer> Checkpoints, IReadOnlyList<string> Disks, IReadOnlyList<string> Switches);

/// <summary>A checkpoint; a state other than 3 (off) says that it holds memory.</summary>
internal sealed record CheckpointAnswer(string Name, DateTimeOffset Made, int State);

/// <summary>Where a VM's upper window begins, in MiB.</summary>
internal sealed record MmioBaseAnswer(string Vm, ulong? Base);

/// <summary>A VM's state.</summary>
internal sealed record StateAnswer(int State, string Status);
