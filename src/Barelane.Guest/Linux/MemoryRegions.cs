using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Linux;

/// <summary>GUEST-MMIO-001: the addresses of a GPU's memory regions, from the kernel's <c>resource</c> file: start, end and flags a line.</summary>
internal sealed class MemoryRegions(GuestProbe probe)
{
    // Linux, include/linux/ioport.h.
    private const ulong IsMemory = 0x200;
    private const ulong IsUnset = 0x20000000;
    private const ulong MiB = 1024 * 1024;

    // The first six lines are the regions; the rest are the ROM, SR-IOV and bridge windows.
    private const int Regions = 6;

    /// <summary>Asks for each GPU and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(IReadOnlyList<GuestFunction> gpus, CancellationToken cancellationToken)
    {
        var observed = new List<string>();
        foreach (var gpu in gpus)
        {
            var answer = await probe.AskAsync("cat", [$"/sys/bus/pci/devices/{gpu.Address}/resource"], cancellationToken).ConfigureAwait(false);
            if (!answer.IsSaid || Parse(answer.Output) is not { } rows)
            {
                return GuestChecks.RegionsPlaced.Unknown(
                    $"The memory regions of {gpu} could not be read. {answer.Reason}",
                    $"Run 'lspci -vv -s {gpu.Address}' in the guest; each Region must have an address.");
            }

            var placed = rows.Where(r => (r.Flags & IsMemory) != 0 && (r.Flags & IsUnset) == 0 && r.Start != 0).ToList();
            var unset = rows.Count(r => (r.Flags & IsMemory) != 0 && ((r.Flags & IsUnset) != 0 || r.Start == 0));
            if (placed.Count == 0 || unset > 0)
            {
                return GuestChecks.RegionsPlaced.Block(
                    placed.Count + unset == 0
                        ? $"{gpu} has no memory region at all: the firmware left them all out."
                        : string.Create(CultureInfo.InvariantCulture, $"{gpu} has {placed.Count} memory regions with an address and {unset} without."),
                    KernelLogSign.MmioRemedy);
            }

            observed.Add($"{gpu} has {string.Join(", ", placed.Select(Text))}.");
        }

        return GuestChecks.RegionsPlaced.Pass(string.Join(" ", observed));
    }

    private static string Text((ulong Start, ulong End, ulong Flags) row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (row.End - row.Start + 1) / MiB)} MiB at 0x{row.Start:x}");

    /// <summary>The regions; null where the text is not of the kernel's form.</summary>
    private static List<(ulong Start, ulong End, ulong Flags)>? Parse(string text)
    {
        var rows = new List<(ulong Start, ulong End, ulong Flags)>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Regions))
        {
            var parts = line.Split(' ');
            if (parts.Length != 3 || !TryHex(parts[0], out var start) || !TryHex(parts[1], out var end) || !TryHex(parts[2], out var flags) || end < start)
            {
                return null;
            }

            rows.Add((start, end, flags));
        }

        return rows.Count == Regions ? rows : null;
    }

    private static bool TryHex(string text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
