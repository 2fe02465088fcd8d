using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Windows;

/// <summary>GUEST-D3D-001: makes a Direct3D 11 device on the GPU.</summary>
internal sealed class Direct3DJob(GuestProbe probe, ushort vendor)
{
    private const int Fields = 5;

    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.Direct3D;
        var (told, reason) = await WindowsScript.Direct3D.AskAsync(probe, WindowsJsonContext.Default.Direct3DAdapters, cancellationToken).ConfigureAwait(false);
        var adapters = (told?.Adapters ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        if (told is null || adapters.Count == 0 || adapters.Contains(null))
        {
            return check.Unknown($"Whether Direct3D reaches the GPU could not be seen. {reason}", "Run 'dxdiag' in the guest; where PowerShell may not compile (constrained language), that is the only way.");
        }

        if (adapters.FirstOrDefault(a => a!.Vendor == vendor) is not { } found)
        {
            return check.Warn($"Direct3D lists only {string.Join(", ", adapters.Select(a => $"'{a!.Name}'"))}.", "See GUEST-DRIVER-001: without the vendor's WDDM driver the card is no display adapter (a data-centre card may be in TCC mode: 'nvidia-smi -dm 0').");
        }

        return found.Result == 0
            ? check.Pass(string.Create(CultureInfo.InvariantCulture, $"A Direct3D 11 device was made on '{found.Name}', feature level {found.Level >> 12}_{(found.Level >> 8) & 15}."))
            : check.Warn(string.Create(CultureInfo.InvariantCulture, $"No Direct3D 11 device could be made on '{found.Name}': 0x{found.Result:X8}."), "Install the vendor's newest driver for this card; for a vGPU see that its licence is held.");
    }

    private static Adapter? Read(string line) => line.Split('\t') is { Length: Fields } parts
        && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var vendor)
        && int.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var result)
        && int.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level)
            ? new Adapter(vendor, result, level, UntrustedText.Clean(parts[4]))
            : null;

    private sealed record Adapter(uint Vendor, int Result, int Level, string Name);
}
