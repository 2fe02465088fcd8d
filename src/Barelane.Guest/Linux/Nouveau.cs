using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Linux;

/// <summary>GUEST-DRIVER-002: reads <c>/proc/modules</c> for nouveau.</summary>
internal static class Nouveau
{
    /// <summary>Asks and judges.</summary>
    public static async Task<GuestCheckResult> CheckAsync(GuestProbe probe, CancellationToken cancellationToken)
    {
        var answer = await probe.AskAsync("cat", ["/proc/modules"], cancellationToken).ConfigureAwait(false);
        var modules = answer.IsSaid ? Modules(answer.Output) : null;
        if (modules is null || answer.IsCut)
        {
            return GuestChecks.NouveauAway.Unknown(
                $"The loaded modules could not be read. {answer.Reason}",
                "Run 'lsmod' in the guest; where it lists 'nouveau', blacklist it.");
        }

        return modules.Contains("nouveau")
            ? GuestChecks.NouveauAway.Block(
                "The module 'nouveau' is loaded.",
                "Write 'blacklist nouveau' and 'options nouveau modeset=0' to '/etc/modprobe.d/nouveau.conf', make the initramfs anew ('update-initramfs -u' or 'dracut --force') and restart the guest.")
            : GuestChecks.NouveauAway.Pass(string.Create(CultureInfo.InvariantCulture, $"{modules.Count} modules are loaded, 'nouveau' is not among them."));
    }

    /// <summary>The names; null where one line is not of the kernel's form (name, size, uses, users, state, address).</summary>
    private static HashSet<string>? Modules(string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ');
            if (parts.Length < 6 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                || parts[4] is not ("Live" or "Loading" or "Unloading"))
            {
                return null;
            }

            names.Add(parts[0]);
        }

        return names.Count == 0 ? null : names;
    }
}
