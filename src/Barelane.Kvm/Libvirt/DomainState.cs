namespace Barelane.Kvm.Libvirt;

/// <summary>A domain's state, with libvirt's own numbers (<c>virDomainState</c>).</summary>
internal enum DomainState
{
    /// <summary>libvirt does not say.</summary>
    None = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It waits for a resource.</summary>
    Blocked = 2,

    /// <summary>It is paused, and stays in the host's memory.</summary>
    Paused = 3,

    /// <summary>The guest shuts down; QEMU is still there.</summary>
    ShuttingDown = 4,

    /// <summary>It is off.</summary>
    Off = 5,

    /// <summary>It crashed; it is not active any more.</summary>
    Crashed = 6,

    /// <summary>The guest put itself to sleep.</summary>
    Suspended = 7,
}
