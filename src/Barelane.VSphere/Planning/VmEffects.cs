using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>
/// What changing a field of a VM means. Consents for moves, power, releases and
/// losses are the planner's, which knows why the change is made.
/// </summary>
internal static class VmEffects
{
    public static ChangeEffect Of(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        var vm = fleet.Vm(target);
        return change.Field.Prefix switch
        {
            "power" => new ChangeEffect { Kind = change.After == "on" ? StepKind.PowerOnVm : StepKind.PowerOffVm },
            "exists" or "memory-mib" or "cpus" or "guest-os" or "made" => Making(change),
            "host" when vm is null || change.After is null => Making(change),
            // A VM with a device never moves while it runs; one that merely waited elsewhere for its host moves back as it went.
            "host" => new ChangeEffect { Kind = StepKind.MoveVm, NeedsVmOff = !vm.Attached.TryGet(out var attached) || attached.Count > 0 },
            "firmware" when vm is null || change.After is null => Making(change),
            "restore-point" => new ChangeEffect { Kind = StepKind.RestorePoint, NeedsVmOff = true },
            "hardware-version" when HardwareVersion.Number(change.After) < HardwareVersion.Number(change.Before) =>
                new ChangeEffect { Kind = StepKind.ConfigureVm, Impossible = "vSphere upgrades virtual hardware and never downgrades it." },
            "mark" or "host-rule" => new ChangeEffect { Kind = StepKind.ConfigureVm },
            _ => new ChangeEffect { Kind = StepKind.ConfigureVm, NeedsVmOff = true, Consents = [.. Consents(vm, change)] },
        };
    }

    private static ChangeEffect Making(FieldChange change) => change.After is not null
        ? new ChangeEffect { Kind = StepKind.CreateVm }
        : new ChangeEffect
        {
            Kind = StepKind.DeleteVm,
            NeedsVmOff = true,
            Consents = change.Field == Field.Exists ? [new NeededConsent(ConsentNames.Release, "The VM that this document had made is deleted, with its disks.")] : [],
        };

    private static IEnumerable<NeededConsent> Consents(Vm? vm, FieldChange change)
    {
        switch (change.Field.Prefix)
        {
            case "firmware":
                yield return new NeededConsent(ConsentNames.FirmwareChange, $"The firmware is changed from '{change.Before}' to '{change.After}'; a guest that was installed for '{change.Before}' does not boot any more.");
                break;
            case "hardware-version":
                yield return new NeededConsent(ConsentNames.HardwareUpgrade, $"The virtual hardware is upgraded from '{change.Before}' to '{change.After}', which has no way back.");
                break;
            case "nested-virtualization" or "guest-iommu" when change.After != "true" && vm?.Vbs.Or(false) == true:
                yield return new NeededConsent(ConsentNames.GuestSecurity, "The guest's virtualisation-based security needs what is switched off here.");
                break;
        }
    }
}
