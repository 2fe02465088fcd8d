using Barelane.Core.Inventory;

namespace Barelane.Guest.Pci;

/// <summary>The vendors of GPUs: their names, their Linux drivers and how their Windows drivers sign.</summary>
internal static class VendorDrivers
{
    /// <summary>The vendor's name; its id where it is another.</summary>
    public static string Name(ushort vendor) => vendor switch
    {
        PciId.Nvidia => "NVIDIA",
        PciId.Amd => "AMD",
        PciId.Intel => "Intel",
        _ => $"vendor {vendor:x4}",
    };

    /// <summary>The kernel drivers with which the vendor's cards work on Linux; empty for a vendor that is not known.</summary>
    public static IReadOnlyList<string> Linux(ushort vendor) => vendor switch
    {
        PciId.Nvidia => ["nvidia"],
        PciId.Amd => ["amdgpu"],
        PciId.Intel => ["i915", "xe"],
        _ => [],
    };

    /// <summary>Whether the words that a Windows driver or an interface gives of itself are the vendor's.</summary>
    public static bool IsNamedIn(ushort vendor, string words) => vendor switch
    {
        PciId.Nvidia => words.Contains("NVIDIA", StringComparison.OrdinalIgnoreCase),
        PciId.Amd => words.Contains("Advanced Micro Devices", StringComparison.OrdinalIgnoreCase)
            || words.Contains("AMD", StringComparison.Ordinal) || words.Contains("ATI Technologies", StringComparison.OrdinalIgnoreCase),
        PciId.Intel => words.Contains("Intel", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>How to install the vendor's driver on Linux.</summary>
    public static string LinuxRemedy(ushort vendor, bool isSlice) => vendor switch
    {
        PciId.Nvidia when isSlice => "Install NVIDIA's guest driver of the host's vGPU release (the 'nvidia-linux-grid' package or .run file), then restart the guest.",
        PciId.Nvidia => "Install NVIDIA's driver ('nvidia-driver' of the distribution, or NVIDIA's own package) with the headers of the running kernel, then restart the guest.",
        PciId.Amd => "Load the driver with 'modprobe amdgpu'; install the card's firmware ('firmware-amd-graphics', 'linux-firmware') and a kernel that knows the card.",
        PciId.Intel => "Load the driver with 'modprobe xe' or 'modprobe i915'; install 'linux-firmware' and a kernel that knows the card.",
        _ => "Install the vendor's driver, then restart the guest.",
    };
}
