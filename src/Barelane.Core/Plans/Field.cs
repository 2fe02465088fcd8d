namespace Barelane.Core.Plans;

/// <summary>
/// The name of one value of an object that Barelane reads or owns. Values are canonical text; an unset value is null. Only
/// fields that an adapter's planner lists as owned are ever written or journalled.
/// </summary>
/// <param name="Name">Stable name, with a qualifier after a colon where there are many: <c>power</c>, <c>option:pciPassthru.use64bitMMIO</c>.</param>
public readonly record struct Field(string Name) : IComparable<Field>
{
    /// <summary>VM: <c>on</c>, <c>off</c>, <c>suspended</c>.</summary>
    public static readonly Field Power = new("power");

    /// <summary>VM: id of the host it is registered on.</summary>
    public static readonly Field Placement = new("host");

    /// <summary>VM: <c>yes</c>, or null where it does not exist.</summary>
    public static readonly Field Exists = new("exists");

    /// <summary>VM: <c>bios</c> or <c>efi</c>.</summary>
    public static readonly Field Firmware = new("firmware");

    /// <summary>VM: virtual hardware version.</summary>
    public static readonly Field HardwareVersion = new("hardware-version");

    /// <summary>VM: configured memory in MiB (read, not owned).</summary>
    public static readonly Field MemoryMiB = new("memory-mib");

    /// <summary>VM: reserved memory in MiB.</summary>
    public static readonly Field ReservationMiB = new("memory-reservation-mib");

    /// <summary>VM: <c>true</c> if the reservation follows the memory.</summary>
    public static readonly Field ReservationLocked = new("memory-reservation-locked");

    /// <summary>VM: <c>true</c> if hardware virtualisation is exposed to the guest.</summary>
    public static readonly Field NestedVirtualization = new("nested-virtualization");

    /// <summary>VM: <c>true</c> if the guest has a virtual IOMMU.</summary>
    public static readonly Field GuestIommu = new("guest-iommu");

    /// <summary>VM: load-balancing automation of its own; null where it follows the cluster.</summary>
    public static readonly Field Automation = new("automation");

    /// <summary>Host: <c>on</c> or <c>off</c>.</summary>
    public static readonly Field Maintenance = new("maintenance");

    /// <summary>Host: when it booted, ISO 8601 (read; a reboot changes it).</summary>
    public static readonly Field BootTime = new("boot-time");

    /// <summary>Host: <c>true</c> if a change waits for a reboot (read).</summary>
    public static readonly Field RebootPending = new("reboot-pending");

    /// <summary>Host: <c>connected</c>, <c>notresponding</c>, <c>disconnected</c> (read).</summary>
    public static readonly Field Connection = new("connection");

    /// <summary>Host: memory in MiB not reserved by running VMs (read).</summary>
    public static readonly Field FreeMemoryMiB = new("free-memory-mib");

    /// <summary>Host: graphics type that new cards get.</summary>
    public static readonly Field DefaultGraphicsType = new("default-graphics-type");

    /// <summary>Device: wish and fact in one word: <c>on</c>, <c>off</c>, and <c>on-pending</c> or <c>off-pending</c> while the wish waits for a reboot.</summary>
    public static readonly Field Passthrough = new("passthrough");

    /// <summary>Device: its <see cref="Inventory.DeviceState"/> in lower case (read).</summary>
    public static readonly Field DeviceState = new("state");

    /// <summary>Device: the label an administrator gave it.</summary>
    public static readonly Field Label = new("label");

    /// <summary>Device: how the host uses it for graphics.</summary>
    public static readonly Field GraphicsType = new("graphics-type");

    /// <summary>Device: ids of the VMs that hold it, ordinal order, joined by commas, or null (read).</summary>
    public static readonly Field Holders = new("holders");

    /// <summary>VM: an advanced option.</summary>
    public static Field Option(string key) => new("option:" + key);

    /// <summary>VM: how many devices with this backing it has, as a number; null for none. Notation: <see cref="Inventory.AttachedDevice.Backing"/>.</summary>
    public static Field Attached(string backing) => new("attached:" + backing);

    /// <summary>VM: one part of Barelane's mark: <c>document</c>, <c>owner</c>, <c>run</c>, <c>cards</c>, <c>version</c>.</summary>
    public static Field Mark(string part) => new("mark:" + part);

    /// <summary>VM: a restore point of this name: <c>yes</c> or null.</summary>
    public static Field RestorePoint(string name) => new("restore-point:" + name);

    /// <summary>VM: a value inside its guest, e.g. <c>guest:driver</c>.</summary>
    public static Field Guest(string name) => new("guest:" + name);

    /// <summary>Host: <c>yes</c> where it offers slices of the profile, or null (read).</summary>
    public static Field Offers(string profile) => new("offers:" + profile);

    /// <summary>Host: how many more slices of the profile fit; <c>0</c> where it does not offer the profile (read).</summary>
    public static Field SlicesFree(string profile) => new("slices-free:" + profile);

    /// <summary>What stands before the colon, or the whole name.</summary>
    public string Prefix => Name.IndexOf(':', StringComparison.Ordinal) is var i and >= 0 ? Name[..i] : Name;

    /// <summary>What stands behind the colon; empty where there is none.</summary>
    public string Qualifier => Name.IndexOf(':', StringComparison.Ordinal) is var i and >= 0 ? Name[(i + 1)..] : "";

    /// <inheritdoc/>
    public int CompareTo(Field other) => string.CompareOrdinal(Name, other.Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
