using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Planning;

/// <summary>What changing a field of a domain means. Consents for power, releases and losses are the planner's, which knows why the change is made.</summary>
internal static class VmEffects
{
    public static ChangeEffect Of(FleetInventory fleet, ObjectRef target, FieldChange change) => change.Field.Prefix switch
    {
        "power" => new ChangeEffect { Kind = change.After == "on" ? StepKind.PowerOnVm : StepKind.PowerOffVm },
        "host" => new ChangeEffect { Kind = StepKind.MoveVm, Impossible = "A KVM site is one host: a domain of it runs there or nowhere." },
        "restore-point" => new ChangeEffect { Kind = StepKind.RestorePoint, NeedsVmOff = true },
        "mark" => new ChangeEffect { Kind = StepKind.ConfigureVm },
        "hostdev" => new ChangeEffect { Kind = StepKind.ConfigureVm, NeedsVmOff = true, Consents = [.. Console(fleet, target, change)] },
        "firmware" => new ChangeEffect
        {
            Kind = StepKind.ConfigureVm,
            NeedsVmOff = true,
            Consents = [new NeededConsent(ConsentNames.FirmwareChange, $"The firmware is changed from '{change.Before}' to '{change.After}'; a guest that was installed for '{change.Before}' does not boot any more.")],
        },
        _ => new ChangeEffect { Kind = StepKind.ConfigureVm, NeedsVmOff = true },
    };

    private static IEnumerable<NeededConsent> Console(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        if (change is { Before: null, After: not null } && PciAddress.TryParse(change.Field.Qualifier, out var address) && fleet.Vm(target)?.Host is { } host
            && fleet.Host(host)?.DeviceAt(address) is { } device && device.IsHostConsole.Or(false))
        {
            yield return new NeededConsent(ConsentNames.HostConsole, $"The host draws its console on '{address}': its screen goes dark and comes back only with a reboot; the host goes on and is reached over the network.");
        }
    }
}
