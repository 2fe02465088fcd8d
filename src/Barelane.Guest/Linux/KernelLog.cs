using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Linux;

/// <summary>GUEST-KERNEL-001: the kernel's log since its start, from <c>dmesg</c> or, where that is kept from the account, the journal.</summary>
internal sealed class KernelLog
{
    private const int LinesShown = 3;

    private readonly GuestAnswer _answer;
    private readonly string[] _lines;

    private KernelLog(GuestAnswer answer)
    {
        _answer = answer;
        _lines = answer.IsSaid ? answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
    }

    /// <summary>Asks for the log.</summary>
    public static async Task<KernelLog> ReadAsync(GuestProbe probe, CancellationToken cancellationToken)
    {
        var dmesg = await probe.AskAsync("dmesg", [], cancellationToken).ConfigureAwait(false);
        if (dmesg.IsSaid && dmesg.Output.Length > 0)
        {
            return new KernelLog(dmesg);
        }

        var journal = await probe.AskAsync("journalctl", ["-k", "-b", "-q", "--no-pager"], cancellationToken).ConfigureAwait(false);
        return new KernelLog(journal.IsSaid && journal.Output.Length > 0 ? journal : dmesg);
    }

    /// <summary>The first line that holds one of the words, cleaned; null where none does.</summary>
    public string? FirstLineWith(IReadOnlyList<string> words)
    {
        var line = _lines.FirstOrDefault(l => words.Any(w => l.Contains(w, StringComparison.OrdinalIgnoreCase)));
        return line is null ? null : UntrustedText.Clean(line);
    }

    /// <summary>Judges what the log says about the GPUs.</summary>
    public GuestCheckResult Check(IReadOnlyList<GuestFunction> gpus)
    {
        foreach (var sign in KernelLogSign.All)
        {
            var found = _lines.Where(l => l.Contains(sign.Words, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count > 0)
            {
                return GuestChecks.KernelLog.Say(sign.Severity, Observed(found), sign.Remedy);
            }
        }

        var addresses = gpus.Select(g => g.Address).OfType<PciAddress>().ToList();
        var unplaced = _lines.Where(l => Mentions(l, addresses) && KernelLogSign.Unplaced.Any(w => l.Contains(w, StringComparison.Ordinal))).ToList();
        if (unplaced.Count > 0)
        {
            return GuestChecks.KernelLog.Warn(Observed(unplaced), $"See GUEST-MMIO-001 for whether the region has an address now. {KernelLogSign.MmioRemedy}");
        }

        if (_answer.IsCut || !_lines.Any(l => Mentions(l, addresses) && IsKernels(l)))
        {
            return GuestChecks.KernelLog.Unknown(
                _answer.IsSaid && !_answer.IsCut && _lines.Any(IsKernels)
                    ? "The kernel log does not mention the GPU: its first part is gone, or was left out."
                    : $"The kernel log could not be read. {_answer.Reason}",
                "Use an account that may read the kernel log (root, or a member of 'adm' or 'systemd-journal'); restart the guest where the log no longer reaches back to its start.");
        }

        return GuestChecks.KernelLog.Pass(string.Create(CultureInfo.InvariantCulture, $"{_lines.Length} lines of the kernel log, none of them a known complaint about the GPU."));
    }

    private static bool Mentions(string line, List<PciAddress> addresses) =>
        addresses.Any(a => line.Contains(a.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>A line as dmesg (<c>[    1.234567] …</c>) or the journal (<c>… kernel: …</c>) prints it.</summary>
    private static bool IsKernels(string line)
    {
        if (line.Contains(" kernel: ", StringComparison.Ordinal))
        {
            return true;
        }

        var end = line.IndexOf(']', StringComparison.Ordinal);
        return line[0] == '[' && end > 1
            && double.TryParse(line.AsSpan(1, end - 1).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }

    private static string Observed(List<string> lines)
    {
        var shown = string.Join(" ", lines.Take(LinesShown).Select(l => $"'{UntrustedText.Clean(l)}'"));
        return lines.Count <= LinesShown
            ? $"The kernel log says: {shown}."
            : string.Create(CultureInfo.InvariantCulture, $"The kernel log says: {shown} and {lines.Count - LinesShown} lines more.");
    }
}
