namespace Barelane.FakeHyperV.Host;

/// <summary>What reference/hyperv.md marks as not verified (R, D or U), each as a switch. Whatever works against the fake host must work in both positions.</summary>
public sealed record HostSwitches
{
    /// <summary>§4.4 'PowerShell may print the enum name or the number'. True: ConfigManagerErrorCode is an enumeration that prints CM_PROB_…. False: a plain number.</summary>
    public bool ProblemIsEnum { get; init; } = true;

    /// <summary>§8 'Get-PnpDeviceProperty returns a type Empty row rather than an error for missing keys'. True: a row of type Empty without data. False: an error.</summary>
    public bool MissingPropertyIsEmptyRow { get; init; } = true;

    /// <summary>§1.7 'Mount may return an error although the device is visible again'. True: it does.</summary>
    public bool MountReportsAnError { get; init; }

    /// <summary>§1.7 'device comes back disabled'. True: it does after Mount. False: it starts by itself.</summary>
    public bool ComesBackDisabled { get; init; } = true;

    /// <summary>§1.6 'the device may take a moment to appear in Msvm_PciExpress'. True: for a moment after Dismount it is nowhere.</summary>
    public bool DismountedAppearsLate { get; init; }

    /// <summary>§1.8 'adding a device to a running VM: one tool says allowed'. True: allowed. False: refused unless the VM is off.</summary>
    public bool AddsToRunningVms { get; init; }

    /// <summary>§1.1 'a re-mounted device leaves a stale PCIP phantom behind'. True: it does.</summary>
    public bool LeavesPhantoms { get; init; } = true;

    /// <summary>§1.8 'checkpoints: not listed in the stored versions'. True: a VM with a device or a partition gets no checkpoint. False: it gets one while it is off.</summary>
    public bool CheckpointsRefused { get; init; } = true;

    /// <summary>§1.8 dynamic memory: docs say not available, the platform is reported to enforce Startup = Minimum. True: refused altogether at start. False: only where the two differ.</summary>
    public bool DynamicMemoryRefusedAltogether { get; init; }

    /// <summary>§1.1 'InstanceID and LocationPath are empty strings until started' of a device assigned by pool. True: they are. False: a device is chosen at once.</summary>
    public bool PooledIsEmptyUntilStart { get; init; } = true;

    /// <summary>What Get-VM says of an id that is not there. True: InvalidParameter, as of a name. False: ObjectNotFound, as all other cmdlets.</summary>
    public bool MissingIdIsInvalidParameter { get; init; } = true;

    /// <summary>§1.2 'the instance id is not stable'. True: a device that is mounted again has another one. False: its old one.</summary>
    public bool MountChangesInstance { get; init; }
}
