using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Losses;

/// <summary>vSphere: fixed and Dynamic DirectPath I/O, and NVIDIA vGPU by version and by the profile's own flags.</summary>
internal static class VSphereLosses
{
    private const string DirectPath = "vSphere 6.5/7.0/8.0 documentation, DirectPath I/O (GUID-5B3CAB26-5D06-4A99-92A0-3A04C69CE64B); KB 312208";
    private const string Dynamic = "Exposing Hardware Accelerators using Assignable Hardware (core.vmware.com)";
    private const string Migration = "vSphere documentation, vMotion for virtual machines with vGPU; KB 88271; KB 94881";
    private const string Flags = "vSphere API, HostSharedGpuCapabilities";
    private const string Reservation = "derived: the whole memory is reserved and locked; vSphere documentation, PCI devices";

    private static readonly Version SixSeven = new(6, 7);
    private static readonly Version SixSevenOne = new(6, 7, 1);
    private static readonly Version SixSevenThree = new(6, 7, 3);
    private static readonly Version EightZeroOne = new(8, 0, 1);

    public static IEnumerable<LossRow> Of(WayVariant variant, Version version, SliceProfile? profile) => variant switch
    {
        WayVariant.DirectFixed => Direct(DirectPath).Concat(
        [
            new(ConsentNames.LoseHostFailover, "HA restart", LossCertainty.Lost, "The card is named by its place, so HA cannot restart the VM on another host.", DirectPath),
            new(ConsentNames.LoseLoadBalancing, "DRS", LossCertainty.Lost, "DRS neither places the VM nor moves it: it stays with its card.", DirectPath),
        ]),
        WayVariant.DirectByDescription => Direct(Dynamic).Concat(
        [
            new(ConsentNames.LoseHostFailover, "HA restart", LossCertainty.Kept, "HA restarts the VM on another host that has a free card of this description.", Dynamic),
            new(ConsentNames.LoseLoadBalancing, "DRS", LossCertainty.Lost, "DRS still places the VM at power-on, but no longer moves it while it runs.", Dynamic),
        ]),
        WayVariant.Slice => Slice(version, profile),
        _ => [],
    };

    private static IEnumerable<LossRow> Direct(string source) =>
    [
        new(ConsentNames.LoseLiveMigration, "vMotion", LossCertainty.Lost, "With the card the VM cannot be moved while it runs, neither its memory nor its disks.", source),
        new(ConsentNames.LoseSnapshots, "snapshots", LossCertainty.Lost, "No snapshot can be taken or reverted to while the VM runs; while it is off, documents disagree.", DirectPath + "; KB 428701"),
        new(ConsentNames.LoseBackup, "image-level backup", LossCertainty.Lost, "Backups that need a snapshot of the running VM stop working; back up from inside the guest instead.", DirectPath),
        new(ConsentNames.LoseSuspend, "suspend", LossCertainty.Lost, "The VM cannot be suspended and resumed.", source),
        new(ConsentNames.LoseFaultTolerance, "Fault Tolerance", LossCertainty.Lost, "Fault Tolerance and a PCI device exclude each other.", DirectPath),
        new(ConsentNames.LoseHotAdd, "memory hot-add", LossCertainty.Lost, "The whole memory is reserved and locked, so none can be added while the VM runs.", Reservation),
    ];

    private static IEnumerable<LossRow> Slice(Version version, SliceProfile? profile)
    {
        yield return LiveMigration(version, profile);
        yield return version >= EightZeroOne
            ? new(ConsentNames.LoseLoadBalancing, "DRS", LossCertainty.Conditional, "DRS balances vGPU VMs only where the stun time of a move is accepted in the cluster's settings.", Migration)
            : new(ConsentNames.LoseLoadBalancing, "DRS", LossCertainty.Lost, "DRS places the VM at power-on, but does not balance vGPU VMs before 8.0 Update 1.", Migration);
        yield return new(ConsentNames.LoseHostFailover, "HA restart", LossCertainty.Conditional, "HA restarts the VM where another host has room for the profile.", "not read in a vendor page; KB 88271 for the cluster's behaviour");
        yield return version < SixSeven
            ? new(ConsentNames.LoseSuspend, "suspend", LossCertainty.Lost, "A VM with a vGPU cannot be suspended before 6.7.", Migration)
            : ByFlag(ConsentNames.LoseSuspend, "suspend", profile?.SuspendSupported ?? default, "suspend and resume");
        yield return ByFlag(ConsentNames.LoseSnapshots, "snapshots", profile?.MemorySnapshotSupported ?? default, "snapshots with memory");
        yield return ByFlag(ConsentNames.LoseBackup, "image-level backup", profile?.DiskSnapshotSupported ?? default, "disk snapshots while the VM runs");
        yield return new(ConsentNames.LoseFaultTolerance, "Fault Tolerance", LossCertainty.Lost, "Fault Tolerance and a vGPU exclude each other.", Migration);
        yield return new(ConsentNames.LoseHotAdd, "memory hot-add", LossCertainty.Lost, "The whole memory is reserved and locked, so none can be added while the VM runs.", Reservation);
    }

    private static LossRow LiveMigration(Version version, SliceProfile? profile)
    {
        const string Consent = ConsentNames.LoseLiveMigration;
        const string Feature = "vMotion";
        if (version < SixSevenOne)
        {
            return new(Consent, Feature, LossCertainty.Lost, "A VM with a vGPU cannot be moved while it runs before 6.7 Update 1.", Migration);
        }

        var flag = profile?.MigrationSupported ?? default;
        if (flag.HasValue && !flag.Value)
        {
            return new(Consent, Feature, LossCertainty.Lost, $"The host says that profile '{profile!.Name}' cannot be moved while the VM runs.", Flags);
        }

        var large = version < SixSevenThree && profile?.MemoryMiB.Or(0) >= 24 * 1024;
        return flag.HasValue && !large
            ? new(Consent, Feature, LossCertainty.Conditional, "The VM can be moved while it runs where vCenter's setting 'vgpu.hotmigrate.enabled' is true; it stands still meanwhile.", Migration)
            : new(Consent, Feature, LossCertainty.Unverified, large
                ? "Before 6.7 Update 3 a move stops after 100 s, which is too short for 24 GB of framebuffer or more."
                : "Whether this profile can be moved while the VM runs is not told by the host.", Migration);
    }

    private static LossRow ByFlag(string consent, string feature, Observed<bool> flag, string what) => flag.HasValue
        ? flag.Value
            ? new(consent, feature, LossCertainty.Kept, $"The host says that the profile allows {what}.", Flags)
            : new(consent, feature, LossCertainty.Lost, $"The host says that the profile does not allow {what}.", Flags)
        : new(consent, feature, LossCertainty.Unverified, $"Whether the profile allows {what} is not told by the host.", Flags);
}
