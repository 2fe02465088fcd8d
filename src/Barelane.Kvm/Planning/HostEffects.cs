using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>What changing a field of a host or of one of its devices means. Only an argument of the kernel waits for a reboot.</summary>
internal static class HostEffects
{
    public static ChangeEffect OfHost(FleetInventory fleet, ObjectRef target, FieldChange change) => change.Field.Prefix switch
    {
        "maintenance" => new ChangeEffect { Kind = change.After == "on" ? StepKind.EnterMaintenance : StepKind.LeaveMaintenance },
        "kernel-argument" => KernelArgument(fleet, target, change),
        _ => new ChangeEffect { Kind = change.After is null ? StepKind.RemoveSlice : StepKind.CutSlice },
    };

    public static ChangeEffect OfDevice(FleetInventory fleet, ObjectRef target, FieldChange change) => change.Field.Name switch
    {
        "driver" => new ChangeEffect
        {
            Kind = change.After == KvmFields.Vfio ? StepKind.ClaimDevice : StepKind.ReleaseDevice,
            ExpectAtOnce = [Predicate.OneOf(fleet, target, Field.DeviceState, change.After == KvmFields.Vfio ? ["ready", "inuse"] : ["hostowned"])],
        },
        "driver-override" => new ChangeEffect { Kind = change.After == KvmFields.Vfio ? StepKind.ClaimDevice : StepKind.ReleaseDevice },
        "boot-driver" => new ChangeEffect { Kind = change.After is null ? StepKind.ReleaseDevice : StepKind.ClaimDevice },
        _ => new ChangeEffect { Kind = change.After is null or "0" ? StepKind.RemoveSlice : StepKind.CutSlice },
    };

    /// <summary>
    /// The file changes at once, the kernel at its next start. A change that is turned back before that start needs none: the running kernel has the old
    /// value still.
    /// </summary>
    private static ChangeEffect KernelArgument(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        var kind = change.After is null ? StepKind.ReleaseDevice : StepKind.ClaimDevice;
        var interim = change.After is null ? KernelArgumentFields.UnsetPending : change.After + KernelArgumentFields.Pending;
        var isTurnedBack = change.Before is { } before && before.EndsWith(KernelArgumentFields.Pending, StringComparison.Ordinal) && before != interim
            && (change.After is null) != (before == KernelArgumentFields.UnsetPending);
        return isTurnedBack
            ? new ChangeEffect { Kind = kind }
            : new ChangeEffect
            {
                Kind = kind,
                HostNeed = HostNeed.Reboot,
                Interim = interim,
                ExpectAfterBracket = change.After == "on" ? [Predicate.OneOf(fleet, target, KvmFields.Iommu, ["on"])] : [],
            };
    }
}
