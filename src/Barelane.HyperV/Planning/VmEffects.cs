using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.HyperV.Planning;

/// <summary>What changing a field of a VM means. Consents for power, releases and losses are the planner's, which knows why the change is made.</summary>
internal static class VmEffects
{
    public static ChangeEffect Of(FleetInventory fleet, ObjectRef target, FieldChange change) => change.Field.Prefix switch
    {
        "power" => new ChangeEffect { Kind = change.After == "on" ? StepKind.PowerOnVm : StepKind.PowerOffVm },
        "host" => new ChangeEffect { Kind = StepKind.MoveVm, Impossible = "A Hyper-V site is one host: a VM of it runs there or nowhere." },
        "restore-point" => new ChangeEffect { Kind = StepKind.RestorePoint, NeedsVmOff = true },
        "mark" or "stop-action" or "checkpoints" or "automatic-checkpoints" or "offline-action" => new ChangeEffect { Kind = StepKind.ConfigureVm },
        "remotefx" => new ChangeEffect
        {
            Kind = StepKind.ConfigureVm,
            NeedsVmOff = true,
            Impossible = change.After is null ? null : "RemoteFX was withdrawn in April 2021: its adapter can't be put back.",
        },
        "driver-files" or "driver-files-checked" => OfDriverFiles(fleet, target, change),
        _ => new ChangeEffect { Kind = StepKind.ConfigureVm, NeedsVmOff = true },
    };

    /// <summary>
    /// Files of the host's driver that lie in the guest. A running guest that can be asked gets them while it runs; they are taken away while it is off, when nothing of them is in use. Those of a package that
    /// the host no longer has can't be put there.
    /// </summary>
    private static ChangeEffect OfDriverFiles(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        var isForRunning = change.After is not null && fleet.Vm(target) is { } vm && IsForRunning(vm);
        return new ChangeEffect
        {
            Kind = isForRunning ? StepKind.PrepareGuest : StepKind.ConfigureVm,
            NeedsVmOn = isForRunning,
            NeedsVmOff = !isForRunning,
            Together = "driver-files",
            Impossible = change.After is { } package && fleet.Vm(target)?.Host is { } host && fleet.Host(host)?.Devices.Any(d => DirectWants.Setting(d, "driver-package") == package) != true
                ? $"No card of the host uses the driver package '{package}' any more, so its files can't be copied into the guest."
                : null,
            Consents = change.Field.Prefix == "driver-files"
                ? [new NeededConsent(ConsentNames.GuestPolicy, change.After is null ? "The files of the host's driver that Barelane copied are removed from the guest's disk." : isForRunning
                    ? "Files of the host's display driver are copied into the Windows folder of the running guest, which uses them from its next start on."
                    : "Files of the host's display driver are copied into the Windows folder of the guest's disk.")]
                : [],
        };
    }

    /// <summary>Whether the VM's guest can be given files while it runs.</summary>
    public static bool IsForRunning(Vm vm) => vm.Power.Or(PowerState.Off) == PowerState.On && vm.IsAdministered("windows");
}
