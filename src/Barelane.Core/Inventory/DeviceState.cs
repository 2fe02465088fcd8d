namespace Barelane.Core.Inventory;

/// <summary>What can be done with a device now.</summary>
public enum DeviceState
{
    /// <summary>The hypervisor says this device cannot be passed through.</summary>
    NotPossible,

    /// <summary>The host uses it; it may be claimed.</summary>
    HostOwned,

    /// <summary>Wanted for passthrough, but the host has not been rebooted since.</summary>
    WaitingForReboot,

    /// <summary>Taken off passthrough, but the host has not been rebooted since.</summary>
    ReleaseWaitingForReboot,

    /// <summary>Ready to be given to a VM.</summary>
    Ready,

    /// <summary>Held by a VM.</summary>
    InUse,

    /// <summary>In shared (vGPU) mode: serves slices, not whole.</summary>
    Sliced,

    /// <summary>An operation on it never came back; nothing more is written to it.</summary>
    Stuck,
}
