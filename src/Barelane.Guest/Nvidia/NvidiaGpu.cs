using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Nvidia;

/// <summary>A GPU as nvidia-smi lists it.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Uuid">Its UUID, which stays with the card.</param>
/// <param name="Address">Its address in the guest.</param>
/// <param name="DriverVersion">The driver's version.</param>
/// <param name="MemoryMiB">Its memory in MiB; null where the driver does not tell.</param>
internal sealed record NvidiaGpu(string Name, string Uuid, PciAddress Address, string DriverVersion, long? MemoryMiB)
{
    /// <summary>The fields asked for; all are known to every driver since the 300s.</summary>
    public const string Query = "index,name,uuid,pci.bus_id,driver_version,memory.total";

    private const int Fields = 6;

    /// <summary>Reads one line of the CSV form without header and units; a name may hold commas.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NvidiaGpu? gpu)
    {
        gpu = null;
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length < Fields || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || !parts[^4].StartsWith("GPU-", StringComparison.Ordinal) || !PciAddress.TryParse(parts[^3], out var address)
            || parts[^2].Length == 0 || !char.IsAsciiDigit(parts[^2][0]))
        {
            return false;
        }

        gpu = new NvidiaGpu(
            UntrustedText.Clean(string.Join(", ", parts[1..^4])),
            UntrustedText.Clean(parts[^4]),
            address,
            UntrustedText.Clean(parts[^2]),
            long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var memory) ? memory : null);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => MemoryMiB is { } memory
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} at {Address} with {memory} MiB")
        : $"{Name} at {Address}";
}
