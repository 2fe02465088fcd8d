namespace Barelane.Twin;

/// <summary>
/// What reference/vsphere.md §8 marks as not verified, each as a switch. Whatever works against the twin must work in
/// both positions of every switch.
/// </summary>
public sealed record TwinSwitches
{
    /// <summary>
    /// §8 'Whether dependentDevice must be sent along in UpdatePassthruConfig'. True: a device whose dependentDevice was not
    /// enabled too stays inactive after the reboot. False: the device's own entry is enough.
    /// </summary>
    public bool DependentDeviceMustBeSent { get; init; }

    /// <summary>§8 'Empty value deletes an extraConfig key'. True: it deletes. False: the key stays, with an empty value.</summary>
    public bool EmptyExtraConfigDeletes { get; init; } = true;

    /// <summary>§8 'systemId = hardware uuid equality'. True: they are equal. False: the systemId is another value.</summary>
    public bool SystemIdEqualsHardwareUuid { get; init; }

    /// <summary>
    /// §8 'graphicsInfo.memorySizeInKB for passthrough-owned GPUs'. True: graphicsInfo keeps an entry with the size. False: a
    /// GPU that passthrough owns has no entry.
    /// </summary>
    public bool GraphicsMemoryOfPassthroughGpus { get; init; }

    /// <summary>§8 '.RawDevice privilege for PCI passthrough'. True: adding a PCI device takes VirtualMachine.Config.RawDevice too.</summary>
    public bool RawDevicePrivilegeDemanded { get; init; }

    /// <summary>
    /// §8 'HA restart for fixed DirectPath'. True: HA powers such a VM on again on its own host after that host's failure.
    /// False: it stays off.
    /// </summary>
    public bool HaRestartsFixedDirectPath { get; init; }

    /// <summary>§1.3 bus, slot and function are xsd:byte. True: bus 0x8a is -118 on the wire. False: it is 138, as vcsim prints it.</summary>
    public bool SignedPciBytes { get; init; } = true;

    /// <summary>§1.1 'enforcement by a real server not tested'. True: an element out of schema order is refused. False: order is free.</summary>
    public bool StrictElementOrder { get; init; } = true;

    /// <summary>§8 'powered-off snapshots (docs vs KB 428701)'. True: a VM that is off may get a snapshot while it has a PCI device.</summary>
    public bool PoweredOffSnapshotsWithPassthrough { get; init; }

    /// <summary>
    /// §1.5 'vCenter's copy may lag'. True: config.pciPassthruInfo shows a change only after Refresh or a reconnect of the
    /// host. False: at once.
    /// </summary>
    public bool PassthroughCopyLags { get; init; }

    /// <summary>
    /// §8 'Whether CheckVmConfig/CheckPowerOn see passthrough problems'. True: CheckPowerOn reports what power-on would refuse.
    /// False: it reports nothing.
    /// </summary>
    public bool CheckersSeePassthroughProblems { get; init; }

    /// <summary>
    /// vim25 API reference, VirtualMachineConfigSpec.instanceUuid: 'normally not set by a client'; whether a creation or a clone keeps the one given is not
    /// verified. True: it is kept. False: the server chooses its own; a later reconfiguration sets it.
    /// </summary>
    public bool NewVmKeepsInstanceUuid { get; init; } = true;

    /// <summary>
    /// Not a fact of §8 but the strict mode itself. False turns the checks of reconfiguration and power-on off, so that
    /// everything is accepted, as vcsim does (§7.3).
    /// </summary>
    public bool StrictChecks { get; init; } = true;
}
