namespace Barelane.Twin.Recording;

/// <summary>A resource pool under a cluster's root pool.</summary>
public sealed class RecordedPool
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "pool1";

    /// <summary>Reserved memory in MiB.</summary>
    public long MemoryReservationMib { get; set; }

    /// <summary>The most memory in MiB that its VMs may reserve, or -1 for no limit, as vim25 writes it.</summary>
    public long MemoryLimitMib { get; set; } = -1;
}
