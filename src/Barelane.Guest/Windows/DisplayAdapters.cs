using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Windows;

/// <summary>GUEST-STATUS-001 and GUEST-DRIVER-001 on Windows: problem codes and drivers of the GPUs.</summary>
internal static class DisplayAdapters
{
    private static readonly string[] Generic = ["BasicDisplay", "BasicRender", "vga", "VgaSave"];

    /// <summary>Judges the GPUs' problem codes.</summary>
    public static GuestCheckResult CheckProblems(IReadOnlyList<WindowsDevice> gpus)
    {
        var check = GuestChecks.ProblemCode;
        var observed = string.Join(" ", gpus.Select(Told));
        var wrong = gpus.FirstOrDefault(g => g.Code is not (null or 0));
        if (wrong is not null)
        {
            return check.Block(observed, ProblemCode.Of(wrong.Code!.Value).Remedy);
        }

        return gpus.All(g => g.Code == 0)
            ? check.Pass(observed)
            : check.Unknown(observed, "Look into Device Manager in the guest.");
    }

    /// <summary>Judges the GPUs' drivers.</summary>
    public static GuestCheckResult CheckDrivers(IReadOnlyList<WindowsDevice> gpus)
    {
        var check = GuestChecks.DriverBound;
        var observed = string.Join(" ", gpus.Select(Driver));
        var wrong = gpus.FirstOrDefault(g => IsGeneric(g) || g.Code == 28);
        if (wrong is not null)
        {
            return check.Block(
                observed,
                $"Install {VendorDrivers.Name(Vendor(wrong))}'s driver for this card and this Windows (for a vGPU the guest driver of the host's vGPU release); "
                + "Windows' own display driver does not use the GPU.");
        }

        if (gpus.All(g => VendorDrivers.IsNamedIn(Vendor(g), g.Provider ?? "")))
        {
            return check.Pass(observed);
        }

        return check.Unknown(
            $"{observed} Whether that is the vendor's driver is not known.",
            "Look into Device Manager, page 'Driver', for the provider.");
    }

    private static string Told(WindowsDevice gpu)
    {
        if (gpu.Code is not { } code)
        {
            return $"Windows tells no problem code for '{Name(gpu)}'.";
        }

        return code == 0
            ? $"'{Name(gpu)}' works."
            : string.Create(CultureInfo.InvariantCulture, $"'{Name(gpu)}' has problem code {code}: {ProblemCode.Of(code).Meaning}");
    }

    private static string Driver(WindowsDevice gpu) => string.IsNullOrWhiteSpace(gpu.Provider)
        ? $"No driver is told for '{Name(gpu)}'."
        : $"'{Name(gpu)}' has driver '{UntrustedText.Clean(gpu.Version)}' of '{UntrustedText.Clean(gpu.Provider)}', dated '{UntrustedText.Clean(gpu.Date)}'.";

    private static bool IsGeneric(WindowsDevice gpu) => Generic.Contains(gpu.Service ?? "", StringComparer.OrdinalIgnoreCase)
        || (gpu.Provider ?? "").StartsWith("Microsoft", StringComparison.OrdinalIgnoreCase);

    private static ushort Vendor(WindowsDevice gpu) => gpu.Function?.Id.Vendor ?? 0;

    private static string Name(WindowsDevice gpu) => UntrustedText.Clean(string.IsNullOrWhiteSpace(gpu.Name) ? gpu.Id : gpu.Name);
}
