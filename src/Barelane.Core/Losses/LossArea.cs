namespace Barelane.Core.Losses;

/// <summary>What a hypervisor does for a VM and a device may put an end to; finer than consents, several of which stand for more than one.</summary>
public enum LossArea
{
    /// <summary>The VM is moved to another host while it runs.</summary>
    LiveMigration,

    /// <summary>Its disks are moved while it runs.</summary>
    StorageMigration,

    /// <summary>Its host can be taken out of service without the VM being shut down.</summary>
    Maintenance,

    /// <summary>It is moved to where there is less load.</summary>
    LoadBalancing,

    /// <summary>It is started on another host when its own fails.</summary>
    HostFailover,

    /// <summary>A second copy runs along.</summary>
    FaultTolerance,

    /// <summary>It is suspended to storage.</summary>
    Suspend,

    /// <summary>Snapshots with its memory.</summary>
    MemorySnapshot,

    /// <summary>Snapshots of its disks while it runs.</summary>
    DiskSnapshot,

    /// <summary>Snapshots while it is off.</summary>
    OfflineSnapshot,

    /// <summary>Backups of the whole VM from outside.</summary>
    Backup,

    /// <summary>Memory is added, or taken and given back, while it runs.</summary>
    MemoryHotAdd,

    /// <summary>CPUs are added while it runs.</summary>
    CpuHotAdd,
}
