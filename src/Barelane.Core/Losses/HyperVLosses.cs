using Barelane.Core.Goals;

namespace Barelane.Core.Losses;

/// <summary>Hyper-V: Discrete Device Assignment, pools of it (Server 2025), and GPU partitions.</summary>
internal static class HyperVLosses
{
    private const string Dda = "Microsoft, Plan for deploying devices by using Discrete Device Assignment";
    private const string Pools = "Microsoft, Use GPUs with clustered VMs";
    private const string Partitions = "Microsoft, GPU partitioning";
    private const string Checkpoints = "reports: checkpoints with assigned devices; no vendor page was found that names each kind";

    /// <summary>Build of Windows Server 2025, from which GPU partitions can be migrated live and pools exist.</summary>
    private static readonly Version Server2025 = new(10, 0, 26100);

    public static IEnumerable<LossRow> Of(WayVariant variant, Version version) => variant switch
    {
        WayVariant.DirectFixed => Direct().Append(
            new(LossArea.HostFailover, "failover cluster", LossCertainty.Lost, "A device named by its place cannot follow the VM to another node.", Dda)),
        WayVariant.DirectByDescription => Direct().Append(version >= Server2025
            ? new(LossArea.HostFailover, "failover cluster", LossCertainty.Kept, "The VM is restarted on a node whose pool has a free device.", Pools)
            : new(LossArea.HostFailover, "failover cluster", LossCertainty.Lost, "Pools of devices need Windows Server 2025.", Pools)),
        WayVariant.Slice => Slice(version >= Server2025),
        _ => [],
    };

    private static IEnumerable<LossRow> Direct() =>
    [
        new(LossArea.LiveMigration, "live migration", LossCertainty.Lost, "A VM with an assigned device cannot be migrated live.", Dda),
        new(LossArea.StorageMigration, "storage migration", LossCertainty.Unverified, "Whether its disks can be moved while it runs is told by no document that was read.", Dda),
        new(LossArea.Maintenance, "draining the node", LossCertainty.Lost, "The VM is shut down when its node is drained.", Pools),
        new(LossArea.LoadBalancing, "load balancing of the cluster", LossCertainty.Lost, "The cluster balances by live migration, which the VM cannot.", Dda),
        new(LossArea.Suspend, "save and restore", LossCertainty.Lost, "The VM cannot be saved and restored; its stop action becomes turn off.", Dda),
        new(LossArea.MemorySnapshot, "standard checkpoints", LossCertainty.Unverified, "Standard checkpoints need a saved state; documents differ about the others.", Dda),
        new(LossArea.DiskSnapshot, "production checkpoints", LossCertainty.Unverified, "Documents differ about production checkpoints; the plan switches checkpoints off.", Checkpoints),
        new(LossArea.OfflineSnapshot, "checkpoints while off", LossCertainty.Unverified, "Documents differ about checkpoints while it is off.", Checkpoints),
        new(LossArea.Backup, "backup by checkpoints", LossCertainty.Unverified, "Backups of the running VM are made from checkpoints; back up from inside the guest instead.", Checkpoints),
        new(LossArea.MemoryHotAdd, "dynamic memory", LossCertainty.Lost, "Dynamic memory is not available with an assigned device.", Dda),
    ];

    private static IEnumerable<LossRow> Slice(bool isServer2025)
    {
        const string Conditions = "Live migration needs driver, processor and card that support it, and falls back to TCP/IP with compression.";
        yield return isServer2025
            ? new(LossArea.LiveMigration, "live migration", LossCertainty.Conditional, Conditions, Partitions)
            : new(LossArea.LiveMigration, "live migration", LossCertainty.Lost, "A VM with a GPU partition cannot be migrated live before Windows Server 2025.", Partitions);
        yield return new(LossArea.Maintenance, "draining the node", isServer2025 ? LossCertainty.Conditional : LossCertainty.Lost, isServer2025 ? "The VM leaves a node that is drained where it can be migrated live." : "The VM is shut down when its node is drained.", Partitions);
        yield return isServer2025
            ? new(LossArea.HostFailover, "failover cluster", LossCertainty.Conditional, "The VM is restarted on a node with a free partition; all GPUs of all nodes need the same model and partition count.", Partitions)
            : new(LossArea.HostFailover, "failover cluster", LossCertainty.Lost, "GPU partitions in a cluster need Windows Server 2025.", Partitions);
        yield return new(LossArea.LoadBalancing, "load balancing of the cluster", isServer2025 ? LossCertainty.Conditional : LossCertainty.Lost, "The cluster balances by live migration.", Partitions);
        yield return new(LossArea.Suspend, "save and restore", LossCertainty.Unverified, "Whether a VM with a GPU partition can be saved is told by no document that was read.", Partitions);
        yield return new(LossArea.MemorySnapshot, "checkpoints", LossCertainty.Unverified, "A GPU partition is reported to forbid checkpoints.", Partitions);
        yield return new(LossArea.Backup, "backup by checkpoints", LossCertainty.Unverified, "Backups of the running VM are made from checkpoints.", Checkpoints);
        yield return new(LossArea.MemoryHotAdd, "dynamic memory", LossCertainty.Conditional, "Dynamic memory stays only where startup and minimum memory are equal.", Partitions);
    }
}
