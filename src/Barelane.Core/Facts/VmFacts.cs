using Barelane.Core.Inventory;

namespace Barelane.Core.Facts;

/// <summary>The facts about a VM that rules read.</summary>
public static class VmFacts
{
    /// <summary><see cref="Vm.Power"/>.</summary>
    public static readonly FactKey<Vm, PowerState> Power = new("vm.power", v => v.Power);

    /// <summary><see cref="Vm.Firmware"/>.</summary>
    public static readonly FactKey<Vm, string> Firmware = new("vm.firmware", v => v.Firmware);

    /// <summary><see cref="Vm.SecureBoot"/>.</summary>
    public static readonly FactKey<Vm, bool> SecureBoot = new("vm.secure-boot", v => v.SecureBoot);

    /// <summary><see cref="Vm.HardwareVersion"/>.</summary>
    public static readonly FactKey<Vm, string> HardwareVersion = new("vm.hardware-version", v => v.HardwareVersion);

    /// <summary><see cref="Vm.MemoryMiB"/>.</summary>
    public static readonly FactKey<Vm, long> MemoryMiB = new("vm.memory-mib", v => v.MemoryMiB);

    /// <summary><see cref="Vm.MemoryLimitMiB"/>.</summary>
    public static readonly FactKey<Vm, long> MemoryLimitMiB = new("vm.memory-limit-mib", v => v.MemoryLimitMiB);

    /// <summary><see cref="Vm.Cpus"/>.</summary>
    public static readonly FactKey<Vm, int> Cpus = new("vm.cpus", v => v.Cpus);

    /// <summary><see cref="Vm.ReservationMiB"/>.</summary>
    public static readonly FactKey<Vm, long> ReservationMiB = new("vm.reservation-mib", v => v.ReservationMiB);

    /// <summary><see cref="Vm.ReservationLocked"/>.</summary>
    public static readonly FactKey<Vm, bool> ReservationLocked = new("vm.reservation-locked", v => v.ReservationLocked);

    /// <summary><see cref="Vm.Options"/>.</summary>
    public static readonly FactKey<Vm, IReadOnlyDictionary<string, string>> Options = new("vm.options", v => v.Options);

    /// <summary><see cref="Vm.Attached"/>.</summary>
    public static readonly FactKey<Vm, IReadOnlyList<AttachedDevice>> Attached = new("vm.attached", v => v.Attached);

    /// <summary><see cref="Vm.Snapshots"/>.</summary>
    public static readonly FactKey<Vm, IReadOnlyList<SnapshotInfo>> Snapshots = new("vm.snapshots", v => v.Snapshots);

    /// <summary><see cref="Vm.AutomationOverride"/>.</summary>
    public static readonly FactKey<Vm, string> AutomationOverride = new("vm.automation-override", v => v.AutomationOverride);

    /// <summary><see cref="Vm.FaultTolerance"/>.</summary>
    public static readonly FactKey<Vm, bool> FaultTolerance = new("vm.fault-tolerance", v => v.FaultTolerance);

    /// <summary><see cref="Vm.NestedVirtualization"/>.</summary>
    public static readonly FactKey<Vm, bool> NestedVirtualization = new("vm.nested-virtualization", v => v.NestedVirtualization);

    /// <summary><see cref="Vm.Vbs"/>.</summary>
    public static readonly FactKey<Vm, bool> Vbs = new("vm.vbs", v => v.Vbs);

    /// <summary><see cref="Vm.GuestIommu"/>.</summary>
    public static readonly FactKey<Vm, bool> GuestIommu = new("vm.guest-iommu", v => v.GuestIommu);

    /// <summary><see cref="Vm.Vtpm"/>.</summary>
    public static readonly FactKey<Vm, bool> Vtpm = new("vm.vtpm", v => v.Vtpm);

    /// <summary><see cref="Vm.MemoryHotAdd"/>.</summary>
    public static readonly FactKey<Vm, bool> MemoryHotAdd = new("vm.memory-hot-add", v => v.MemoryHotAdd);

    /// <summary><see cref="Vm.GuestTools"/>.</summary>
    public static readonly FactKey<Vm, string> GuestTools = new("vm.guest-tools", v => v.GuestTools);

    /// <summary><see cref="Vm.GuestOs"/>.</summary>
    public static readonly FactKey<Vm, string> GuestOs = new("vm.guest-os", v => v.GuestOs);

    /// <summary><see cref="Vm.IsTemplate"/>; always told.</summary>
    public static readonly FactKey<Vm, bool> IsTemplate = new("vm.template", v => Observed.Read(v.IsTemplate));

    /// <summary><see cref="Vm.Role"/>; always told.</summary>
    public static readonly FactKey<Vm, string> Role = new("vm.role", v => Observed.Read(v.Role));

    /// <summary><see cref="Vm.Host"/>; always told.</summary>
    public static readonly FactKey<Vm, ObjectRef> Host = new("vm.host", v => Observed.ReadOrAbsent(v.Host));

    /// <summary><see cref="Vm.Storage"/>; always told.</summary>
    public static readonly FactKey<Vm, IReadOnlyList<string>> Storage = new("vm.storage", v => Observed.Read(v.Storage));

    /// <summary><see cref="Vm.Networks"/>; always told.</summary>
    public static readonly FactKey<Vm, IReadOnlyList<string>> Networks = new("vm.networks", v => Observed.Read(v.Networks));
}
