using Barelane.Core.Inventory;

namespace Barelane.Kvm.Steps;

/// <summary>Where things lie on a host: the kernel's attributes that steps write, and Barelane's own files.</summary>
internal static class KernelPaths
{
    /// <summary>Is there while the host is in maintenance; holds the run's id.</summary>
    public const string Maintenance = "/var/lib/barelane/maintenance";

    /// <summary>What changes with every boot.</summary>
    public const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>What the kernel probes when an address is written to it.</summary>
    public const string Probe = "/sys/bus/pci/drivers_probe";

    /// <summary>A function's attribute.</summary>
    public static string Of(PciAddress device, string attribute) => $"/sys/bus/pci/devices/{device}/{attribute}";

    /// <summary>A driver's attribute.</summary>
    public static string OfDriver(string driver, string attribute) => $"/sys/bus/pci/drivers/{driver}/{attribute}";

    /// <summary>Is there where an operation on the device never came back, until the next boot.</summary>
    public static string Stuck(PciAddress device) => $"/run/barelane/stuck/{device}";

    /// <summary>What the device is set to at boot.</summary>
    public static string Boot(PciAddress device) => $"/etc/barelane/boot.d/{device}";
}
