using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Losses;

/// <summary>vSphere: fixed and Dynamic DirectPath I/O, and NVIDIA vGPU by version and by the profile's own flags.</summary>
internal static class VSphereLosses
{
    private const string DirectPath = "vSphere 6.5/7.0/8.0 documentation, DirectPath I/O (GUID-5B3CAB26-5D06-4A99-92A0-3A04C69CE64B); KB 312208";
    private const string Dynamic = "Exposing Hardware Accelerators using Assignable Hardware (core.vmware.com)";
    private const string Migration = "vSphere documentation, vMotion for virtual machines with vGPU; KB 88271; KB 94881";
    private const string Flags = "vSphere API, HostSharedGpuCapabilities";
    private const string Reservation = "derived: the whole memory is reserved and locked; vSphere documentation, PCI devices";

    private const string Evacuation = "KB 88271; KB 94881";

    private static readonly Version SixSeven = new(6, 7);
    private static readonly Version SixSevenOne = new(6, 7, 1);
    private static readonly Version SixSevenThree = new(6, 7, 3);
    private static readonly Version SevenZeroThree = new(7, 0, 3);
    private static readonly Version EightZeroOne = new(8, 0, 1);

    public static IEnumerable<LossRow> Of(WayVariant variant, Version version, SliceProfile? profile) => variant switch
    {
        WayVariant.DirectFixed => Direct(DirectPath).Concat(
        [
            new(LossArea.HostFailover, "HA restart", LossCertainty.Lost, "The card is named by its place, so HA cannot restart the VM on another host.", DirectPath),
            new(LossArea.LoadBalancing, "DRS", LossCertainty.Lost, "DRS neither places the VM nor moves it: it stays with its card.", DirectPath),
        ]),
        WayVariant.DirectByDescription => Direct(Dynamic).Concat(
        [
            new(LossArea.HostFailover, "HA restart", LossCertainty.Kept, "HA restarts the VM on another host that has a free card of this description.", Dynamic),
            new(LossArea.LoadBalancing, "DRS", LossCertainty.Lost, "DRS still places the VM at power-on, but no longer moves it while it runs.", Dynamic),
        ]),
        WayVariant.Slice => Slice(version, profile),
        _ => [],
    };

    private static IEnumerable<LossRow> Direct(string source) =>
    [
        new(LossArea.LiveMigration, "vMotion", LossCertainty.Lost, "With the card the VM cannot be moved while it runs, neither its memory nor its disks.", source),
        new(LossArea.StorageMigration, "Storage vMotion", LossCertainty.Lost, "Its disks cannot be moved while it runs.", source),
        new(LossArea.Maintenance, "maintenance mode", LossCertainty.Lost, "Its host enters maintenance mode only after the VM is shut down.", Evacuation),
        new(LossArea.MemorySnapshot, "snapshots with memory", LossCertainty.Lost, "No snapshot with memory can be taken or reverted to.", DirectPath),
        new(LossArea.DiskSnapshot, "snapshots while it runs", LossCertainty.Lost, "No snapshot can be taken or reverted to while the VM runs.", DirectPath),
        new(LossArea.OfflineSnapshot, "snapshots while off", LossCertainty.Unverified, "Whether one can be taken while it is off, documents disagree.", DirectPath + "; KB 428701"),
        new(LossArea.Backup, "image-level backup", LossCertainty.Lost, "Backups that need a snapshot of the running VM stop working; back up from inside the guest instead.", DirectPath),
        new(LossArea.Suspend, "suspend", LossCertainty.Lost, "The VM cannot be suspended and resumed.", source),
        new(LossArea.FaultTolerance, "Fault Tolerance", LossCertainty.Lost, "Fault Tolerance and a PCI device exclude each other.", DirectPath),
        new(LossArea.MemoryHotAdd, "memory hot-add", LossCertainty.Lost, "The whole memory is reserved and locked, so none can be added while the VM runs.", Reservation),
        new(LossArea.CpuHotAdd, "CPU hot-add", LossCertainty.Kept, "CPUs can be added while it runs.", "derived: the device locks memory, not CPUs"),
    ];

    private static IEnumerable<LossRow> Slice(Version version, SliceProfile? profile)
    {
        yield return LiveMigration(version, profile);
        yield return version >= EightZeroOne
            ? new(LossArea.LoadBalancing, "DRS", LossCertainty.Conditional, "DRS balances vGPU VMs only where the stun time of a move is accepted in the cluster's settings.", Migration)
            : new(LossArea.LoadBalancing, "DRS", LossCertainty.Lost, "DRS places the VM at power-on, but does not balance vGPU VMs before 8.0 Update 1.", Migration);
        yield return new(LossArea.HostFailover, "HA restart", LossCertainty.Conditional, "HA restarts the VM where another host has room for the profile.", "not read in a vendor page; KB 88271 for the cluster's behaviour");
        yield return version < SixSeven
            ? new(LossArea.Suspend, "suspend", LossCertainty.Lost, "A VM with a vGPU cannot be suspended before 6.7.", Migration)
            : ByFlag(LossArea.Suspend, "suspend", profile?.SuspendSupported ?? default, "suspend and resume");
        yield return new(LossArea.StorageMigration, "Storage vMotion", version < SixSevenOne ? LossCertainty.Lost : LossCertainty.Conditional, version < SixSevenOne ? "Its disks cannot be moved while it runs before 6.7 Update 1." : "Its disks can be moved while it runs under the conditions of vMotion; not read in a vendor page.", Migration);
        yield return version >= SevenZeroThree
            ? new(LossArea.Maintenance, "maintenance mode", LossCertainty.Conditional, "Its host is evacuated where 'VgpuMMAutomationTimeoutSecs' is -1 (7.0 Update 3f and later); otherwise the VM has to be shut down or moved by hand first.", Evacuation)
            : new(LossArea.Maintenance, "maintenance mode", LossCertainty.Lost, "Its host enters maintenance mode only after the VM is shut down or moved by hand.", Evacuation);
        yield return ByFlag(LossArea.MemorySnapshot, "snapshots with memory", profile?.MemorySnapshotSupported ?? default, "snapshots with memory");
        yield return ByFlag(LossArea.DiskSnapshot, "snapshots while it runs", profile?.DiskSnapshotSupported ?? default, "disk snapshots while the VM runs");
        yield return new(LossArea.OfflineSnapshot, "snapshots while off", LossCertainty.Kept, "Disk snapshots of the VM while it is off are always supported.", Flags);
        yield return ByFlag(LossArea.Backup, "image-level backup", profile?.DiskSnapshotSupported ?? default, "disk snapshots while the VM runs");
        yield return new(LossArea.FaultTolerance, "Fault Tolerance", LossCertainty.Lost, "Fault Tolerance and a vGPU exclude each other.", Migration);
        yield return new(LossArea.MemoryHotAdd, "memory hot-add", LossCertainty.Lost, "The whole memory is reserved and locked, so none can be added while the VM runs.", Reservation);
        yield return new(LossArea.CpuHotAdd, "CPU hot-add", LossCertainty.Kept, "CPUs can be added while it runs.", "derived: the device locks memory, not CPUs");
    }

    private static LossRow LiveMigration(Version version, SliceProfile? profile)
    {
        const LossArea Area = LossArea.LiveMigration;
        const string Feature = "vMotion";
        if (version < SixSevenOne)
        {
            return new(Area, Feature, LossCertainty.Lost, "A VM with a vGPU cannot be moved while it runs before 6.7 Update 1.", Migration);
        }

        var flag = profile?.MigrationSupported ?? default;
        if (flag.HasValue && !flag.Value)
        {
            return new(Area, Feature, LossCertainty.Lost, $"The host says that profile '{profile!.Name}' cannot be moved while the VM runs.", Flags);
        }

        var large = version < SixSevenThree && profile?.MemoryMiB.Or(0) >= 24 * 1024;
        return flag.HasValue && !large
            ? new(Area, Feature, LossCertainty.Conditional, "The VM can be moved while it runs where vCenter's setting 'vgpu.hotmigrate.enabled' is true; it stands still meanwhile.", Migration)
            : new(Area, Feature, LossCertainty.Unverified, large
                ? "Before 6.7 Update 3 a move stops after 100 s, which is too short for 24 GB of framebuffer or more."
                : "Whether this profile can be moved while the VM runs is not told by the host.", Migration);
    }

    private static LossRow ByFlag(LossArea area, string feature, Observed<bool> flag, string what) => flag.HasValue
        ? flag.Value
            ? new(area, feature, LossCertainty.Kept, $"The host says that the profile allows {what}.", Flags)
            : new(area, feature, LossCertainty.Lost, $"The host says that the profile does not allow {what}.", Flags)
        : new(area, feature, LossCertainty.Unverified, $"Whether the profile allows {what} is not told by the host.", Flags);
}
