using Barelane.Core.Inventory;

namespace Barelane.Core.Facts;

/// <summary>The facts about a host that rules read.</summary>
public static class HostFacts
{
    /// <summary><see cref="Host.Connection"/>.</summary>
    public static readonly FactKey<Host, HostConnection> Connection = new("host.connection", h => h.Connection);

    /// <summary><see cref="Host.Maintenance"/>.</summary>
    public static readonly FactKey<Host, bool> Maintenance = new("host.maintenance", h => h.Maintenance);

    /// <summary><see cref="Host.RebootPending"/>.</summary>
    public static readonly FactKey<Host, bool> RebootPending = new("host.reboot-pending", h => h.RebootPending);

    /// <summary><see cref="Host.RebootSupported"/>.</summary>
    public static readonly FactKey<Host, bool> RebootSupported = new("host.reboot-supported", h => h.RebootSupported);

    /// <summary><see cref="Host.Iommu"/>.</summary>
    public static readonly FactKey<Host, bool> Iommu = new("host.iommu", h => h.Iommu);

    /// <summary><see cref="Host.Above4G"/>.</summary>
    public static readonly FactKey<Host, bool> Above4G = new("host.above-4g", h => h.Above4G);

    /// <summary><see cref="Host.BootsFromUsb"/>.</summary>
    public static readonly FactKey<Host, bool> BootsFromUsb = new("host.boots-from-usb", h => h.BootsFromUsb);

    /// <summary><see cref="Host.MemoryMiB"/>.</summary>
    public static readonly FactKey<Host, long> MemoryMiB = new("host.memory-mib", h => h.MemoryMiB);

    /// <summary><see cref="Host.FreeMemoryMiB"/>.</summary>
    public static readonly FactKey<Host, long> FreeMemoryMiB = new("host.free-memory-mib", h => h.FreeMemoryMiB);

    /// <summary><see cref="Host.CpuVendor"/>.</summary>
    public static readonly FactKey<Host, string> CpuVendor = new("host.cpu-vendor", h => h.CpuVendor);

    /// <summary><see cref="Host.FirmwareWords"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyDictionary<FirmwareSetting, string>> FirmwareWords = new("host.firmware-words", h => h.FirmwareWords);

    /// <summary><see cref="Host.ServerVendor"/>.</summary>
    public static readonly FactKey<Host, string> ServerVendor = new("host.server-vendor", h => h.ServerVendor);

    /// <summary><see cref="Host.AssignableHardware"/>.</summary>
    public static readonly FactKey<Host, bool> AssignableHardware = new("host.assignable-hardware", h => h.AssignableHardware);

    /// <summary><see cref="Host.DefaultGraphicsType"/>.</summary>
    public static readonly FactKey<Host, string> DefaultGraphicsType = new("host.default-graphics-type", h => h.DefaultGraphicsType);

    /// <summary><see cref="Host.Profiles"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<SliceProfile>> Profiles = new("host.profiles", h => h.Profiles);

    /// <summary><see cref="Host.Storage"/>; always told.</summary>
    public static readonly FactKey<Host, IReadOnlyList<string>> Storage = new("host.storage", h => Observed.Read(h.Storage));

    /// <summary><see cref="Host.Networks"/>; always told.</summary>
    public static readonly FactKey<Host, IReadOnlyList<string>> Networks = new("host.networks", h => Observed.Read(h.Networks));

    /// <summary><see cref="Host.IommuInFirmware"/>.</summary>
    public static readonly FactKey<Host, bool> IommuInFirmware = new("host.iommu-in-firmware", h => h.IommuInFirmware);

    /// <summary><see cref="Host.InterruptRemapping"/>.</summary>
    public static readonly FactKey<Host, bool> InterruptRemapping = new("host.interrupt-remapping", h => h.InterruptRemapping);

    /// <summary><see cref="Host.UnsafeInterruptsAllowed"/>.</summary>
    public static readonly FactKey<Host, bool> UnsafeInterruptsAllowed = new("host.unsafe-interrupts", h => h.UnsafeInterruptsAllowed);

    /// <summary><see cref="Host.HugePages"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<HugePages>> HugePages = new("host.huge-pages", h => h.HugePages);

    /// <summary><see cref="Host.DenylistDisabled"/>.</summary>
    public static readonly FactKey<Host, bool> DenylistDisabled = new("host.denylist-disabled", h => h.DenylistDisabled);

    /// <summary><see cref="Host.GuestFirmware"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<string>> GuestFirmware = new("host.guest-firmware", h => h.GuestFirmware);

    /// <summary><see cref="Host.IdsTakenAtBoot"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<string>> IdsTakenAtBoot = new("host.ids-taken-at-boot", h => h.IdsTakenAtBoot);

    /// <summary><see cref="Host.IsolationOverridden"/>.</summary>
    public static readonly FactKey<Host, bool> IsolationOverridden = new("host.isolation-overridden", h => h.IsolationOverridden);

    /// <summary><see cref="Host.AddressBits"/>.</summary>
    public static readonly FactKey<Host, int> AddressBits = new("host.address-bits", h => h.AddressBits);

    /// <summary><see cref="Host.IommuAddressBits"/>.</summary>
    public static readonly FactKey<Host, int> IommuAddressBits = new("host.iommu-address-bits", h => h.IommuAddressBits);

    /// <summary><see cref="Host.HardwareVirtualization"/>.</summary>
    public static readonly FactKey<Host, bool> HardwareVirtualization = new("host.hardware-virtualization", h => h.HardwareVirtualization);

    /// <summary><see cref="Host.SecureBoot"/>.</summary>
    public static readonly FactKey<Host, bool> SecureBoot = new("host.secure-boot", h => h.SecureBoot);

    /// <summary><see cref="Host.Lockdown"/>.</summary>
    public static readonly FactKey<Host, string> Lockdown = new("host.lockdown", h => h.Lockdown);

    /// <summary><see cref="Host.KernelVersion"/>.</summary>
    public static readonly FactKey<Host, Version> KernelVersion = new("host.kernel-version", h => h.KernelVersion);

    /// <summary><see cref="Host.EmulatorVersion"/>.</summary>
    public static readonly FactKey<Host, Version> EmulatorVersion = new("host.emulator-version", h => h.EmulatorVersion);

    /// <summary><see cref="Host.Slices"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<SliceInstance>> Slices = new("host.slices", h => h.Slices);

    /// <summary><see cref="Host.Edition"/>.</summary>
    public static readonly FactKey<Host, string> Edition = new("host.edition", h => h.Edition);

    /// <summary><see cref="Host.LightGuests"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<LightGuest>> LightGuests = new("host.light-guests", h => h.LightGuests);

    /// <summary><see cref="Host.Unfamiliar"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<string>> Unfamiliar = new("host.unfamiliar", h => h.Unfamiliar);

    /// <summary><see cref="Host.IommuReasons"/>.</summary>
    public static readonly FactKey<Host, IReadOnlyList<string>> IommuReasons = new("host.iommu-reasons", h => h.IommuReasons);
}
