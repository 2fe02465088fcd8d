using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Interfaces;

/// <summary>GUEST-VULKAN-001: the devices of <c>vulkaninfo --summary</c>, told as <c>name = value</c> lines.</summary>
internal sealed class VulkanDevices(GuestProbe probe, ushort vendor)
{
    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.Vulkan;
        var answer = await probe.AskAsync("vulkaninfo", ["--summary"], GuestProbe.Long, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == GuestAnswerKind.Missing)
        {
            return check.Unknown($"Vulkan is there, but nothing to try it with. {answer.Reason}", "Install 'vulkan-tools' in the guest, then run verify again.");
        }

        var devices = answer.IsSaid ? Devices(answer.Output) : [];
        var found = devices.FirstOrDefault(d => d.Vendor == vendor && !d.Type.EndsWith("_CPU", StringComparison.Ordinal));
        if (found.Name is not null)
        {
            return check.Pass($"Vulkan lists '{found.Name}'.");
        }

        return devices.Count > 0 && !answer.IsCut
            ? check.Warn(
                $"Vulkan lists only {string.Join(", ", devices.Select(d => $"'{d.Name}'"))}.",
                $"Install the Vulkan part of {VendorDrivers.Name(vendor)}'s driver (its '.json' file belongs in '/usr/share/vulkan/icd.d').")
            : check.Unknown($"Whether Vulkan reaches the GPU could not be seen. {answer.Reason}", "Run 'vulkaninfo --summary' in the guest.");
    }

    private static List<(uint Vendor, string Type, string Name)> Devices(string text)
    {
        var devices = new List<(uint Vendor, string Type, string Name)>();
        uint? id = null;
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                continue;
            }

            var value = line[(equals + 1)..].Trim();
            switch (line[..equals].TrimEnd())
            {
                case "vendorID" when value.StartsWith("0x", StringComparison.Ordinal)
                    && uint.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var parsed):
                    id = parsed;
                    break;
                case "deviceType":
                    type = value;
                    break;
                case "deviceName" when id is { } complete && type.StartsWith("PHYSICAL_DEVICE_TYPE_", StringComparison.Ordinal):
                    devices.Add((complete, type, UntrustedText.Clean(value)));
                    (id, type) = (null, "");
                    break;
            }
        }

        return devices;
    }
}
