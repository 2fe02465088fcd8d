using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Losses;

/// <summary>KVM: VFIO devices, and mediated devices or virtual functions.</summary>
internal static class KvmLosses
{
    private const string Migration = "libvirt, src/qemu/qemu_migration.c; QEMU, hw/vfio/migration.c";
    private const string Pinned = "Linux, VFIO: all guest memory is pinned at start";

    public static IEnumerable<LossRow> Of(WayVariant variant, SliceProfile? profile) => variant switch
    {
        WayVariant.DirectFixed or WayVariant.DirectByDescription => Held(new(
            ConsentNames.LoseLiveMigration, "live migration", LossCertainty.Lost, "libvirt refuses to migrate a domain with a plain VFIO device.", Migration)),
        WayVariant.Slice => Held(profile?.MigrationSupported.Or(false) ?? false
            ? new(ConsentNames.LoseLiveMigration, "live migration", LossCertainty.Conditional, "The slice's driver supports migration to a host with the same card and driver.", Migration)
            : new(ConsentNames.LoseLiveMigration, "live migration", LossCertainty.Unverified, "Whether the slice's driver supports migration is not told.", Migration)),
        _ => [],
    };

    private static IEnumerable<LossRow> Held(LossRow migration)
    {
        var state = migration.Certainty == LossCertainty.Conditional ? LossCertainty.Unverified : migration.Certainty;
        yield return migration;
        yield return new(ConsentNames.LoseSuspend, "save and restore", state, "The domain's memory cannot be saved to a file without the device's state.", Migration);
        yield return new(ConsentNames.LoseSnapshots, "snapshots", state, "Snapshots with memory need the device's state; disk snapshots stay.", Migration);
        yield return new(ConsentNames.LoseHotAdd, "ballooning", LossCertainty.Lost, "The whole memory is pinned, so ballooning gives none of it back.", Pinned);
    }
}
