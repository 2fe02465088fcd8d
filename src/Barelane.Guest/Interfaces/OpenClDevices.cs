using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Interfaces;

/// <summary>GUEST-OPENCL-001: the platforms and devices of <c>clinfo -l</c>.</summary>
internal sealed class OpenClDevices(GuestProbe probe, ushort vendor)
{
    private const string Platform = "Platform #";
    private const string Device = "-- Device #";

    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.OpenCl;
        var answer = await probe.AskAsync("clinfo", ["-l"], GuestProbe.Long, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == GuestAnswerKind.Missing)
        {
            return check.Unknown($"OpenCL is there, but nothing to try it with. {answer.Reason}", "Install 'clinfo' in the guest, then run verify again.");
        }

        var devices = answer.IsSaid ? Devices(answer.Output) : [];
        if (devices.FirstOrDefault(IsVendors) is { } found)
        {
            return check.Pass($"OpenCL lists '{UntrustedText.Clean(found)}'.");
        }

        return answer.IsSaid && !answer.IsCut && answer.Output.Contains(Platform, StringComparison.Ordinal)
            ? check.Warn(
                devices.Count == 0 ? "OpenCL lists platforms, but no device." : $"OpenCL lists only {string.Join(", ", devices.Select(d => $"'{UntrustedText.Clean(d)}'"))}.",
                $"Install the OpenCL part of {VendorDrivers.Name(vendor)}'s driver (its '.icd' file belongs in '/etc/OpenCL/vendors').")
            : check.Unknown($"Whether OpenCL reaches the GPU could not be seen. {answer.Reason}", "Run 'clinfo -l' in the guest.");
    }

    /// <summary>Devices with their platform: <c>NVIDIA CUDA: NVIDIA A40</c>.</summary>
    private static List<string> Devices(string text)
    {
        var devices = new List<string>();
        var platform = "";
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0 && line.StartsWith(Platform, StringComparison.Ordinal))
            {
                platform = line[(colon + 2)..];
            }
            else if (colon > 0 && platform.Length > 0 && line.Contains(Device, StringComparison.Ordinal))
            {
                devices.Add($"{platform}: {line[(colon + 2)..]}");
            }
        }

        return devices;
    }

    private bool IsVendors(string device) => VendorDrivers.IsNamedIn(vendor, device)
        && !device.Contains("CPU", StringComparison.Ordinal) && !device.StartsWith("Portable Computing Language", StringComparison.Ordinal);
}
