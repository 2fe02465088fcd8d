using Barelane.Core.Adapters;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Linux;

/// <summary>GUEST-DRIVER-001 on Linux: the kernel driver that runs each GPU.</summary>
internal static class DriverInUse
{
    /// <summary>Whether the vendor's own driver runs the GPU.</summary>
    public static bool IsVendors(GuestFunction gpu) => VendorDrivers.Linux(gpu.Id.Vendor).Contains(gpu.Driver, StringComparer.Ordinal);

    /// <summary>Judges the drivers of all GPUs.</summary>
    public static GuestCheckResult Check(IReadOnlyList<GuestFunction> gpus, bool isSlice)
    {
        var observed = string.Join(" ", gpus.Select(Observed));
        var unknown = gpus.FirstOrDefault(g => VendorDrivers.Linux(g.Id.Vendor).Count == 0);
        if (unknown is not null)
        {
            return GuestChecks.DriverBound.Unknown(
                $"{observed} Which driver is right for {VendorDrivers.Name(unknown.Id.Vendor)} is not known.",
                "Compare with the vendor's documentation.");
        }

        var wrong = gpus.FirstOrDefault(g => !IsVendors(g));
        if (wrong is null)
        {
            return GuestChecks.DriverBound.Pass(observed);
        }

        var drivers = string.Join("' or '", VendorDrivers.Linux(wrong.Id.Vendor));
        return GuestChecks.DriverBound.Block(observed, Remedy(wrong, isSlice), $"Driver '{drivers}' in use for {wrong}.");
    }

    private static string Observed(GuestFunction gpu) => gpu.Driver.Length == 0
        ? $"No driver runs {gpu}."
        : $"Driver '{gpu.Driver}' runs {gpu}.";

    private static string Remedy(GuestFunction gpu, bool isSlice) => gpu.Driver switch
    {
        "nouveau" => "Write 'blacklist nouveau' and 'options nouveau modeset=0' to '/etc/modprobe.d/nouveau.conf', make the initramfs anew "
            + $"('update-initramfs -u' or 'dracut --force'). {VendorDrivers.LinuxRemedy(gpu.Id.Vendor, isSlice)}",
        "vfio-pci" or "pci-stub" => $"The guest itself reserves the device for a nested VM: take it out of '/etc/modprobe.d' (options vfio-pci ids=) and out of "
            + $"driver_override. {VendorDrivers.LinuxRemedy(gpu.Id.Vendor, isSlice)}",
        _ => VendorDrivers.LinuxRemedy(gpu.Id.Vendor, isSlice),
    };
}
