using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.HyperV.Planning;

/// <summary>What changing a field of a host or of one of its devices means. Nothing here waits for a reboot.</summary>
internal static class HostEffects
{
    public static ChangeEffect OfHost(FieldChange change) => change.Field.Prefix switch
    {
        "maintenance" => new ChangeEffect { Kind = change.After == "on" ? StepKind.EnterMaintenance : StepKind.LeaveMaintenance },
        "pool" => new ChangeEffect { Kind = change.After is null ? StepKind.ReleaseDevice : StepKind.ClaimDevice },
        _ => new ChangeEffect
        {
            Kind = change.After == "0" ? StepKind.CutSlice : StepKind.RemoveSlice,
            Consents = change.After != "0" ? [] :
            [
                new NeededConsent(ConsentNames.WeakenIsolation, $"The policy '{change.Field.Qualifier}' is set to 0: the host then starts VMs whose partition's driver does not promise an isolated, supported device."),
            ],
        },
    };

    public static ChangeEffect OfDevice(FleetInventory fleet, ObjectRef target, FieldChange change) => change.Field.Name switch
    {
        "mounted" => change.After == "no" ? Dismount(fleet, target) : new ChangeEffect
        {
            Kind = StepKind.ReleaseDevice,
            ExpectAtOnce = [Predicate.OneOf(fleet, target, Field.DeviceState, "hostowned", "notpossible")],
        },
        "enabled" => new ChangeEffect { Kind = change.After == "no" ? StepKind.ClaimDevice : StepKind.ReleaseDevice, Consents = [.. Console(fleet, target, change)] },
        "label" or "noted-memory" => new ChangeEffect { Kind = change.After is null ? StepKind.ReleaseDevice : StepKind.ClaimDevice },
        "remotefx" => new ChangeEffect
        {
            Kind = StepKind.RemoveSlice,
            Impossible = change.After is null ? null : "RemoteFX was withdrawn in April 2021: a card can't be given to it any more.",
        },
        _ => new ChangeEffect
        {
            Kind = StepKind.CutSlice,
            Impossible = change.After is null ? "A card always has a partition count." : null,
        },
    };

    /// <summary>Whether a mitigation driver is there can't be read, so that it may have to be forced.</summary>
    private static ChangeEffect Dismount(FleetInventory fleet, ObjectRef target)
    {
        var isIsolated = fleet.Device(target)?.IsIsolated ?? default;
        var why = isIsolated.TryGet(out var isolated) && !isolated
            ? "The path to the device does not isolate it (no ACS), so it is dismounted with -Force: its traffic may reach other devices of the host."
            : "Where no mitigation driver of its maker is installed, the device is dismounted with -Force: only a VM that is trusted should have it.";
        return new ChangeEffect
        {
            Kind = StepKind.ClaimDevice,
            Consents = [new NeededConsent(ConsentNames.WeakenIsolation, $"'{target.AddressOfDevice()}': {why}")],
            ExpectAtOnce = [Predicate.OneOf(fleet, target, Field.DeviceState, "ready", "inuse")],
        };
    }

    private static IEnumerable<NeededConsent> Console(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        if (change.After == "no" && fleet.Device(target) is { } device && device.IsHostConsole.Or(false))
        {
            yield return new NeededConsent(ConsentNames.HostConsole, $"The host draws its console on '{device.Address}' ({device.IsHostConsole.Note ?? "as it says"}): its screen goes dark, and the host is reached over the network alone.");
        }
    }
}
