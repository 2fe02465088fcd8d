namespace Barelane.Twin.Recording;

/// <summary>A datastore.</summary>
public sealed class RecordedDatastore
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "datastore1";

    /// <summary>The type, such as 'VMFS', 'NFS' or 'vsan'.</summary>
    public string Type { get; set; } = "VMFS";

    /// <summary>Capacity in GiB.</summary>
    public long CapacityGib { get; set; } = 4096;

    /// <summary>Free space in GiB.</summary>
    public long FreeGib { get; set; } = 3072;

    /// <summary>Whether more than one host mounts it.</summary>
    public bool IsShared { get; set; } = true;
}
