using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>
/// Every field of the vSphere adapter: those of <see cref="Field"/> that mean something here, and its own. This is also the
/// allow-list: what <see cref="Owns"/> does not name is never written or journalled.
/// </summary>
/// <remarks>
/// Owned on a VM: <c>power</c>, <c>host</c>, <c>exists</c>, <c>firmware</c>, <c>hardware-version</c>, <c>memory-reservation-mib</c>,
/// <c>memory-reservation-locked</c>, <c>nested-virtualization</c>, <c>guest-iommu</c>, <c>memory-hot-add</c>, <c>host-rule</c>,
/// <c>restore-point:NAME</c>, <c>attached:BACKING</c>, <c>option:KEY</c> for the keys of <see cref="VSphereOptions"/>, <c>mark:PART</c>
/// and <c>made:PART</c>. Owned only while the VM is made: <c>memory-mib</c>, <c>cpus</c>, <c>guest-os</c>.
/// Owned on a host: <c>maintenance</c>, <c>default-graphics-type</c>; on a device: <c>passthrough</c>, <c>graphics-type</c>.
/// Read only: <c>automation</c>; on a host <c>boot-time</c>, <c>reboot-pending</c>, <c>connection</c>, <c>free-memory-mib</c>,
/// <c>slices-free:PROFILE</c>, <c>offers:PROFILE</c>; on a device <c>state</c>, <c>label</c>, <c>holders</c>.
/// </remarks>
public static class VSphereFields
{
    /// <summary>VM: <c>true</c> if memory can be added while it runs; excluded by a reservation that is locked to the whole memory.</summary>
    public static readonly Field MemoryHotAdd = new("memory-hot-add");

    /// <summary>VM: number of virtual CPUs; written only when the VM is made.</summary>
    public static readonly Field Cpus = new("cpus");

    /// <summary>VM: guest system in vSphere's word; written only when the VM is made.</summary>
    public static readonly Field GuestOs = new("guest-os");

    /// <summary>
    /// VM: id of the host on which Barelane's own rule in the cluster (<see cref="HostRule"/>) keeps it; null where there is no such rule.
    /// </summary>
    public static readonly Field HostRule = new("host-rule");

    /// <summary>
    /// VM: one thing that it was made from: <c>path</c>, <c>template</c>, <c>disk-gib</c>, <c>storage</c>, <c>network</c>. Kept as an option of
    /// the VM, so that it can be read back and a colleague sees that Barelane made the VM.
    /// </summary>
    public static Field Made(string part) => new("made:" + part);

    /// <summary>Whether Barelane may write the field.</summary>
    public static bool Owns(ObjectKind kind, Field field) => kind switch
    {
        ObjectKind.Vm => field.Prefix switch
        {
            "power" or "host" or "exists" or "firmware" or "hardware-version" or "memory-mib" or "memory-reservation-mib"
                or "memory-reservation-locked" or "nested-virtualization" or "guest-iommu" or "memory-hot-add" or "cpus" or "guest-os"
                or "host-rule" => IsBare(field),
            "restore-point" => field.Qualifier.Length > 0,
            "attached" => Backing.TryParseOwned(field.Qualifier, out _),
            "option" => VSphereOptions.IsOwned(field.Qualifier),
            "mark" => VSphereOptions.MarkParts.Contains(field.Qualifier),
            "made" => VSphereOptions.MadeParts.Contains(field.Qualifier),
            _ => false,
        },
        ObjectKind.Host => field.Prefix is "maintenance" or "default-graphics-type" && IsBare(field),
        ObjectKind.Device => field.Prefix is "passthrough" or "graphics-type" && IsBare(field),
        _ => false,
    };

    private static bool IsBare(Field field) => field.Prefix.Length == field.Name.Length;
}
