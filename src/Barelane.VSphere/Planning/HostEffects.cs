using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>What changing a field of a host or of one of its devices means.</summary>
/// <remarks>
/// A passthrough switch takes a reboot unless the host says that it can rebind without (capability deviceRebindWithoutRebootSupported,
/// 7.0) and nothing hints that the host itself uses the function; then it takes effect at once, and the reference asks for no
/// maintenance mode around it. A switch that waits for a reboot and is turned back before it needs none.
/// </remarks>
internal static class HostEffects
{
    public static ChangeEffect OfHost(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        if (change.Field == Field.Maintenance)
        {
            return new ChangeEffect { Kind = change.After == "on" ? StepKind.EnterMaintenance : StepKind.LeaveMaintenance };
        }

        return Graphics(fleet, fleet.Host(target), change);
    }

    public static ChangeEffect OfDevice(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        var host = fleet.Host(target.HostOfDevice());
        return change.Field == Field.Passthrough
            ? Passthrough(fleet, host, fleet.Device(target), target, change)
            : Graphics(fleet, host, change);
    }

    private static ChangeEffect Passthrough(FleetInventory fleet, Host? host, Device? device, ObjectRef target, FieldChange change)
    {
        var isClaim = change.After == "on";
        var turnsBack = change.Before == (isClaim ? "off-pending" : "on-pending");
        var waits = change.Before == (isClaim ? "on-pending" : "off-pending");
        var atOnce = turnsBack || (!waits && host?.RebindWithoutReboot.Or(false) == true && device is not null && !IsHostUsed(device));
        var reached = Predicate.OneOf(fleet, target, Field.DeviceState, isClaim ? ["ready", "inuse"] : ["hostowned", "sliced"]);
        var effect = new ChangeEffect
        {
            Kind = isClaim ? StepKind.ClaimDevice : StepKind.ReleaseDevice,
            Consents = isClaim && device?.IsHostConsole.Or(false) == true && !waits
                ? [new NeededConsent(ConsentNames.HostConsole, "The host draws its console on this card: its screen stops at the next boot, the host goes on and is reached over the network.")]
                : [],
        };
        return atOnce
            ? effect with { ExpectAtOnce = [reached] }
            : effect with
            {
                HostNeed = HostNeed.Reboot,
                Interim = isClaim ? "on-pending" : "off-pending",
                ExpectAfterBracket = host?.RebootPending.IsKnown == true
                    ? [reached, Predicate.OneOf(fleet, host.Ref, Field.RebootPending, ["false"])]
                    : [reached],
            };
    }

    /// <summary>Whether the host may have the function in use: then it is not given up at once, whatever the host can do otherwise.</summary>
    private static bool IsHostUsed(Device device) => device.IsHostConsole.Or(false) || device.CarriesHostBoot.Or(false)
        || device.GraphicsType.Or("") == "sharedDirect" || device.Class.IsNetwork || device.Class.IsStorage;

    /// <summary>
    /// A graphics type takes effect with VMs off; before 7.0 U1 the host's X server has to be restarted too, which the interface can't do but by
    /// a reboot. A host whose devices can carry labels (7.0 U2) is certainly later.
    /// </summary>
    private static ChangeEffect Graphics(FleetInventory fleet, Host? host, FieldChange change)
    {
        var reboots = host?.DeviceLabels.Or(false) != true;
        return new ChangeEffect
        {
            Kind = change.After == "sharedDirect" ? StepKind.CutSlice : StepKind.RemoveSlice,
            HostNeed = reboots ? HostNeed.Reboot : HostNeed.Maintenance,
            ExpectAfterBracket = reboots && host?.RebootPending.IsKnown == true ? [Predicate.OneOf(fleet, host.Ref, Field.RebootPending, ["false"])] : [],
        };
    }
}
