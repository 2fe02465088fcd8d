using System.Collections.Frozen;

namespace Barelane.Core.Plans;

/// <summary>The consents: the same names on every hypervisor. A new one needs an entry in docs/reference/consents.md.</summary>
public static class ConsentNames
{
    /// <summary>A host is rebooted.</summary>
    public const string HostReboot = "host-reboot";

    /// <summary>A host is taken into maintenance mode.</summary>
    public const string HostMaintenance = "host-maintenance";

    /// <summary>A VM is moved to another host.</summary>
    public const string VmMove = "vm-move";

    /// <summary>A VM is powered off; its guest is asked to shut down.</summary>
    public const string VmPowerOff = "vm-power-off";

    /// <summary>A VM is powered off hard where its guest cannot be asked.</summary>
    public const string VmHardOff = "vm-hard-off";

    /// <summary>A VM's firmware is changed.</summary>
    public const string FirmwareChange = "firmware-change";

    /// <summary>A VM's virtual hardware is upgraded, which has no way back.</summary>
    public const string HardwareUpgrade = "hardware-upgrade";

    /// <summary>Live migration is lost.</summary>
    public const string LoseLiveMigration = "lose-live-migration";

    /// <summary>Load balancing is lost.</summary>
    public const string LoseLoadBalancing = "lose-load-balancing";

    /// <summary>Restart on another host after a host failure is lost.</summary>
    public const string LoseHostFailover = "lose-host-failover";

    /// <summary>Fault tolerance is lost.</summary>
    public const string LoseFaultTolerance = "lose-fault-tolerance";

    /// <summary>Snapshots are lost.</summary>
    public const string LoseSnapshots = "lose-snapshots";

    /// <summary>Suspend is lost.</summary>
    public const string LoseSuspend = "lose-suspend";

    /// <summary>Hot-add of CPU or memory is lost.</summary>
    public const string LoseHotAdd = "lose-hot-add";

    /// <summary>Backups that need snapshots are lost.</summary>
    public const string LoseBackup = "lose-backup";

    /// <summary>The host's console goes dark.</summary>
    public const string HostConsole = "host-console";

    /// <summary>Isolation between devices is weakened.</summary>
    public const string WeakenIsolation = "weaken-isolation";

    /// <summary>A policy in the guest is changed, or a driver or its files are put there.</summary>
    public const string GuestPolicy = "guest-policy";

    /// <summary>A security setting in the guest is changed.</summary>
    public const string GuestSecurity = "guest-security";

    /// <summary>A card that this document gave is taken back.</summary>
    public const string Release = "release";

    /// <summary>A combination that its vendor does not support.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>All names with a line for people, in the order they are shown.</summary>
    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [HostReboot] = "a host is rebooted",
        [HostMaintenance] = "a host is taken into maintenance mode",
        [VmMove] = "a VM is moved to another host",
        [VmPowerOff] = "a VM is powered off (its guest is asked to shut down)",
        [VmHardOff] = "a VM is powered off hard where its guest cannot be asked",
        [FirmwareChange] = "a VM's firmware is changed",
        [HardwareUpgrade] = "a VM's virtual hardware is upgraded, which has no way back",
        [LoseLiveMigration] = "live migration is lost",
        [LoseLoadBalancing] = "load balancing is lost",
        [LoseHostFailover] = "restart on another host after a host failure is lost",
        [LoseFaultTolerance] = "fault tolerance is lost",
        [LoseSnapshots] = "snapshots are lost",
        [LoseSuspend] = "suspend is lost",
        [LoseHotAdd] = "hot-add of CPU or memory is lost",
        [LoseBackup] = "backups that need snapshots are lost",
        [HostConsole] = "the host's console goes dark",
        [WeakenIsolation] = "isolation between devices is weakened",
        [GuestPolicy] = "a policy in the guest is changed, or a driver or its files are put there",
        [GuestSecurity] = "a security setting in the guest is changed",
        [Release] = "a card that this document gave is taken back",
        [Unsupported] = "a combination that its vendor does not support",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
