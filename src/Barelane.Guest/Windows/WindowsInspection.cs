using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.Guest.Asking;
using Barelane.Guest.Nvidia;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Windows;

/// <summary>The checks in a Windows guest, one after the other.</summary>
internal sealed class WindowsInspection(GuestProbe probe, GuestExpectation expectation)
{
    // Drivers before 2019 put the tool beside themselves instead of into System32.
    private static readonly string[] NvidiaSmi = ["nvidia-smi.exe", @"C:\Program Files\NVIDIA Corporation\NVSMI\nvidia-smi.exe"];

    /// <summary>Asks, and tells what was found.</summary>
    public async Task<IReadOnlyList<GuestCheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<GuestCheckResult>();
        var vendor = await SeeAsync(results, cancellationToken).ConfigureAwait(false);
        if (vendor == PciId.Nvidia)
        {
            results.AddRange(await new NvidiaInspection(probe, expectation, NvidiaSmi).RunAsync(cancellationToken).ConfigureAwait(false));
        }

        if (vendor is { } known)
        {
            results.Add(await new Direct3DJob(probe, known).CheckAsync(cancellationToken).ConfigureAwait(false));
        }

        var driverFails = results.Any(r => r.Check == GuestChecks.ProblemCode.Id && r.Severity == Severity.Block);
        results.AddRange(await new WindowsSecurity(probe).RunAsync(driverFails, cancellationToken).ConfigureAwait(false));
        results.AddRange(await new RemoteDesktop(probe).RunAsync(cancellationToken).ConfigureAwait(false));
        return results;
    }

    /// <summary>Judges devices, problem codes and drivers; tells the GPUs' vendor.</summary>
    private async Task<ushort?> SeeAsync(List<GuestCheckResult> results, CancellationToken cancellationToken)
    {
        var (list, reason) = await WindowsScript.Devices.AskAsync(probe, WindowsJsonContext.Default.WindowsDeviceList, cancellationToken).ConfigureAwait(false);
        var devices = list?.Devices?.OfType<WindowsDevice>().Select(d => (Device: d, d.Function)).Where(d => d.Function is not null).ToList() ?? [];
        if (devices.Count == 0)
        {
            results.Add(GuestChecks.DeviceSeen.Unknown(
                list is null ? $"The guest's devices could not be read. {reason}" : "Windows tells of no PCI device at all, which proves nothing.",
                "Look into Device Manager in the guest; see that the account may run PowerShell and read WMI."));
            return DevicesSeen.VendorOf(expectation);
        }

        var seen = new DevicesSeen([.. devices.Select(d => d.Function!)], expectation, isCut: false);
        results.AddRange(seen.Check());
        var gpus = devices.Where(d => seen.Gpus.Contains(d.Function!)).Select(d => d.Device).ToList();
        if (gpus.Count > 0)
        {
            results.Add(DisplayAdapters.CheckProblems(gpus));
            results.Add(DisplayAdapters.CheckDrivers(gpus));
        }

        return seen.Vendor;
    }
}
