using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Losses;

/// <summary>KVM: VFIO devices, and mediated devices or virtual functions.</summary>
internal static class KvmLosses
{
    private const string Migration = "libvirt, src/qemu/qemu_migration.c; QEMU, hw/vfio/migration.c";
    private const string Pinned = "Linux, VFIO: all guest memory is pinned at start";
    private const string Disks = "libvirt, snapshots (disk-only) and backup (virDomainBackupBegin): they read the disks alone; derived";

    public static IEnumerable<LossRow> Of(WayVariant variant, SliceProfile? profile) => variant switch
    {
        WayVariant.DirectFixed or WayVariant.DirectByDescription => Held(new(
            LossArea.LiveMigration, "live migration", LossCertainty.Lost, "libvirt refuses to migrate a domain with a plain VFIO device.", Migration)),
        WayVariant.Slice => Held(profile?.MigrationSupported.Or(false) ?? false
            ? new(LossArea.LiveMigration, "live migration", LossCertainty.Conditional, "The slice's driver supports migration to a host with the same card and driver.", Migration)
            : new(LossArea.LiveMigration, "live migration", LossCertainty.Unverified, "Whether the slice's driver supports migration is not told.", Migration)),
        _ => [],
    };

    private static IEnumerable<LossRow> Held(LossRow migration)
    {
        var state = migration.Certainty == LossCertainty.Conditional ? LossCertainty.Unverified : migration.Certainty;
        yield return migration;
        yield return new(LossArea.StorageMigration, "block copy", LossCertainty.Kept, "Disks can be moved on the same host while it runs ('virsh blockcopy').", Disks);
        yield return new(LossArea.Maintenance, "evacuation of the host", migration.Certainty, "Its host is taken out of service only after the domain is shut down, unless it can be migrated.", Migration);
        yield return new(LossArea.HostFailover, "restart on another host", LossCertainty.Conditional, "Whatever restarts it elsewhere has to find a card there, and at the address that the domain names.", "derived: the domain names the device by its address");
        yield return new(LossArea.Suspend, "save and restore", state, "The domain's memory cannot be saved to a file without the device's state.", Migration);
        yield return new(LossArea.MemorySnapshot, "snapshots with memory", state, "Snapshots with memory need the device's state; disk snapshots stay.", Migration);
        yield return new(LossArea.DiskSnapshot, "disk-only snapshots", LossCertainty.Kept, "Disk-only snapshots can be taken while it runs.", Disks);
        yield return new(LossArea.OfflineSnapshot, "snapshots while off", LossCertainty.Kept, "Snapshots can be taken while it is off.", Disks);
        yield return new(LossArea.Backup, "block backup", LossCertainty.Kept, "Backups that read the disks go on.", Disks);
        yield return new(LossArea.MemoryHotAdd, "ballooning", LossCertainty.Lost, "The whole memory is pinned, so ballooning gives none of it back.", Pinned);
        yield return new(LossArea.CpuHotAdd, "CPU hot-plug", LossCertainty.Kept, "CPUs can be added while it runs.", "derived: a device pins memory, not CPUs");
    }
}
