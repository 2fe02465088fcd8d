using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>Enumerations of the Hyper-V and PnpDevice modules with their numbers (dsccommunity/HyperVDsc, tests/Unit/Stubs/Hyper-V.stubs.psm1, 17e8eb7; PnpDevice.cdxml).</summary>
internal static class Enums
{
    public const int Running = 2;
    public const int Off = 3;
    public const int Saved = 6;
    public const int Paused = 9;

    public static readonly PsEnumType State = Of(
        "VMState", ("Other", 1), ("Running", Running), ("Off", Off), ("Stopping", 4), ("Saved", Saved), ("Paused", Paused), ("Starting", 10), ("Reset", 11), ("Saving", 32773), ("Pausing", 32776),
        ("Resuming", 32777), ("FastSaved", 32779), ("FastSaving", 32780), ("ForceShutdown", 32781), ("ForceReboot", 32782), ("Hibernated", 32783), ("ComponentServicing", 32784),
        ("RunningCritical", 32785), ("OffCritical", 32786), ("StoppingCritical", 32787), ("SavedCritical", 32788), ("PausedCritical", 32789), ("StartingCritical", 32790));

    public static readonly PsEnumType StopAction = Of("StopAction", ("TurnOff", 2), ("Save", 3), ("ShutDown", 4));

    public static readonly PsEnumType StartAction = Of("StartAction", ("Nothing", 2), ("StartIfRunning", 3), ("Start", 4));

    public static readonly PsEnumType CheckpointType = Of("CheckpointType", ("Disabled", 2), ("Production", 3), ("ProductionOnly", 4), ("Standard", 5));

    public static readonly PsEnumType OnOff = Of("OnOffState", ("On", 0), ("Off", 1));

    public static readonly PsEnumType Heartbeat = Of(
        "VMHeartbeatStatus", ("Unknown", 0), ("Disabled", 1), ("NoContact", 2), ("Error", 3), ("LostCommunication", 4), ("OkApplicationsUnknown", 5), ("OkApplicationsHealthy", 6), ("OkApplicationsCritical", 7), ("Paused", 8));

    public static readonly PsEnumType PoolType = Of(
        "VMResourcePoolType", ("Memory", 0), ("Processor", 1), ("Ethernet", 2), ("VHD", 3), ("ISO", 4), ("VFD", 5), ("FibreChannelPort", 6), ("FibreChannelConnection", 7), ("PciExpress", 8));

    /// <summary>CM_PROB_… of cfg.h (windows-driver-docs, install/cm-prob-*.md).</summary>
    public static readonly PsEnumType Problem = new(
        "Microsoft.PowerShell.Cmdletization.GeneratedTypes.PnpDevice.Problem", ("CM_PROB_NONE", 0), ("CM_PROB_NOT_CONFIGURED", 1), ("CM_PROB_FAILED_START", 10), ("CM_PROB_NORMAL_CONFLICT", 12), ("CM_PROB_NEED_RESTART", 14), ("CM_PROB_REINSTALL", 18), ("CM_PROB_DISABLED", 22),
        ("CM_PROB_DEVICE_NOT_THERE", 24), ("CM_PROB_FAILED_INSTALL", 28), ("CM_PROB_HARDWARE_DISABLED", 29), ("CM_PROB_FAILED_ADD", 31), ("CM_PROB_DRIVER_FAILED_LOAD", 39), ("CM_PROB_FAILED_POST_START", 43), ("CM_PROB_PHANTOM", 45), ("CM_PROB_HELD_FOR_EJECT", 47),
        ("CM_PROB_UNSIGNED_DRIVER", 52), ("CM_PROB_GUEST_ASSIGNMENT_FAILED", 57));

    private static PsEnumType Of(string name, params (string Name, long Number)[] members) => new("Microsoft.HyperV.PowerShell." + name, members);
}
