using Barelane.Core.Facts;

namespace Barelane.Core.Inventory;

/// <summary>A virtual machine and what matters about it for giving it a GPU.</summary>
public sealed record Vm
{
    /// <summary>Identity: the site and the VM's instance UUID.</summary>
    public required ObjectRef Ref { get; init; }

    /// <summary>The name people know; may be ambiguous.</summary>
    public required string Name { get; init; }

    /// <summary>Folder path with the name, unique within the site, e.g. <c>DC0/vm/render-01</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The host it is registered on.</summary>
    public ObjectRef? Host { get; init; }

    /// <summary>Whether it is a template.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>Power state.</summary>
    public Observed<PowerState> Power { get; init; }

    /// <summary><c>bios</c> or <c>efi</c>.</summary>
    public Observed<string> Firmware { get; init; }

    /// <summary>Whether EFI Secure Boot is on.</summary>
    public Observed<bool> SecureBoot { get; init; }

    /// <summary>Virtual hardware version or machine type, e.g. <c>vmx-19</c>, <c>pc-q35-7.2</c>, <c>10.0</c>.</summary>
    public Observed<string> HardwareVersion { get; init; }

    /// <summary>Configured memory in MiB.</summary>
    public Observed<long> MemoryMiB { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public Observed<int> Cpus { get; init; }

    /// <summary>Reserved memory in MiB.</summary>
    public Observed<long> ReservationMiB { get; init; }

    /// <summary>Whether the reservation follows the configured memory.</summary>
    public Observed<bool> ReservationLocked { get; init; }

    /// <summary>Upper limit on the host memory it may get, in MiB; absent where there is none.</summary>
    public Observed<long> MemoryLimitMiB { get; init; }

    /// <summary>Advanced options that Barelane reads, by name; keys that are not set are not in it. Never <c>guestinfo.*</c>.</summary>
    public Observed<IReadOnlyDictionary<string, string>> Options { get; init; }

    /// <summary>Devices and slices it has.</summary>
    public Observed<IReadOnlyList<AttachedDevice>> Attached { get; init; }

    /// <summary>Snapshots, oldest first.</summary>
    public Observed<IReadOnlyList<SnapshotInfo>> Snapshots { get; init; }

    /// <summary>Load-balancing automation set for this VM; absent where it follows the cluster.</summary>
    public Observed<string> AutomationOverride { get; init; }

    /// <summary>Restart priority under host failover, where set for this VM.</summary>
    public Observed<string> RestartPriority { get; init; }

    /// <summary>Whether fault tolerance is on.</summary>
    public Observed<bool> FaultTolerance { get; init; }

    /// <summary>Whether hardware virtualisation is exposed to the guest.</summary>
    public Observed<bool> NestedVirtualization { get; init; }

    /// <summary>Whether virtualisation-based security is on.</summary>
    public Observed<bool> Vbs { get; init; }

    /// <summary>Whether the guest has a virtual IOMMU.</summary>
    public Observed<bool> GuestIommu { get; init; }

    /// <summary>Whether it has a virtual TPM.</summary>
    public Observed<bool> Vtpm { get; init; }

    /// <summary>Whether memory can be added while it runs.</summary>
    public Observed<bool> MemoryHotAdd { get; init; }

    /// <summary>Whether CPUs can be added while it runs.</summary>
    public Observed<bool> CpuHotAdd { get; init; }

    /// <summary>The guest system as configured, e.g. <c>ubuntu64Guest</c>.</summary>
    public Observed<string> GuestOs { get; init; }

    /// <summary>State of the guest agent (VMware Tools, QEMU guest agent, integration services): <c>running</c>, <c>notRunning</c>, <c>notInstalled</c>.</summary>
    public Observed<string> GuestTools { get; init; }

    /// <summary>The guest's host name, where its agent tells.</summary>
    public Observed<string> GuestHostName { get; init; }

    /// <summary>
    /// Values of the guest that Barelane may prepare, by the part of the field's name behind <c>guest:</c>; what is unset is not in it. Asked for only
    /// where the document names an account in the guest and wishes something of it.
    /// </summary>
    public Observed<IReadOnlyDictionary<string, string>> GuestValues { get; init; }

    /// <summary>Whether its guest was asked, is of this system (<c>windows</c>, <c>linux</c>), and the account is its administrator.</summary>
    public bool IsAdministered(string system) => GuestValues.TryGet(out var values) && values.GetValueOrDefault(GuestFactNames.System) == system && values.GetValueOrDefault(GuestFactNames.Administrator) == "yes";

    /// <summary>Storage it lives on, by stable id.</summary>
    public IReadOnlyList<string> Storage { get; init; } = [];

    /// <summary>Networks it is connected to, by stable id.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>What this VM does for the site itself: <c>management</c> (vCenter, Barelane), <c>vcls</c>; empty for others.</summary>
    public string Role { get; init; } = "";

    /// <summary>When a backup product last touched it and by what sign, where one is seen (change tracking, custom fields).</summary>
    public Observed<string> BackupSign { get; init; }
}
