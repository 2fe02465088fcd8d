namespace Barelane.Core.Plans;

/// <summary>The kinds of step; they serve all hypervisors.</summary>
public enum StepKind
{
    /// <summary>A restore point of a VM is made or removed.</summary>
    RestorePoint,

    /// <summary>The guest is prepared: driver, policy.</summary>
    PrepareGuest,

    /// <summary>A VM is powered off; the guest is asked first.</summary>
    PowerOffVm,

    /// <summary>A VM is moved to another host.</summary>
    MoveVm,

    /// <summary>A host is taken into maintenance mode: opens its bracket.</summary>
    EnterMaintenance,

    /// <summary>A device is taken from the host for passthrough (DirectPath toggle, vfio-pci binding, DDA dismount).</summary>
    ClaimDevice,

    /// <summary>A device is given back to the host.</summary>
    ReleaseDevice,

    /// <summary>Slices are made possible or cut: graphics type, mediated device, virtual functions, partition count.</summary>
    CutSlice,

    /// <summary>Slices are taken away.</summary>
    RemoveSlice,

    /// <summary>A host is rebooted, proved by a changed boot time.</summary>
    RebootHost,

    /// <summary>A host leaves maintenance mode: closes its bracket.</summary>
    LeaveMaintenance,

    /// <summary>A VM is made.</summary>
    CreateVm,

    /// <summary>A VM's configuration is changed, all at once.</summary>
    ConfigureVm,

    /// <summary>A VM is powered on.</summary>
    PowerOnVm,

    /// <summary>A VM that Barelane made is deleted.</summary>
    DeleteVm,

    /// <summary>What was reached is proved.</summary>
    Verify,
}
