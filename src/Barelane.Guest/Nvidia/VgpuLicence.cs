using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Nvidia;

/// <summary>GUEST-LICENSE-001: the lines <c>License Status</c> of <c>nvidia-smi -q</c>.</summary>
internal static class VgpuLicence
{
    private const string Label = "License Status";
    private const string Licensed = "Licensed";
    private const string Unlicensed = "Unlicensed";

    private const string Remedy = "Put the client configuration token into '/etc/nvidia/ClientConfigToken' (Windows: "
        + @"'C:\Program Files\NVIDIA Corporation\vGPU Licensing\ClientConfigToken'), set FeatureType in '/etc/nvidia/gridd.conf', restart 'nvidia-gridd', "
        + "and see that the guest reaches the licence server and that its clock is right.";

    /// <summary>Judges; null where a whole card is given and the driver asks for no licence.</summary>
    public static GuestCheckResult? Judge(GuestAnswer details, GuestExpectation expectation)
    {
        var check = GuestChecks.LicenceHeld;
        var isSlice = expectation.Profile is not null;
        var states = details.IsSaid ? States(details.Output) : [];
        var told = states.Where(IsKnown).ToList();
        if (told.Count < states.Count || told.Count == 0 || (isSlice && told.Count < expectation.GpuCount))
        {
            var reason = details.IsSaid && !details.IsCut
                ? string.Create(CultureInfo.InvariantCulture, $"'nvidia-smi -q' tells the licence of {told.Count} of {expectation.GpuCount} vGPUs.")
                : details.Reason;
            return isSlice
                ? check.Unknown(reason, "Install NVIDIA's guest driver of the host's vGPU release; the general driver knows no licence.")
                : null;
        }

        var observed = $"License Status: {string.Join(", ", told.Select(s => $"'{UntrustedText.Clean(s)}'"))}.";
        var missing = told.Where(s => !s.StartsWith(Licensed, StringComparison.Ordinal)).ToList();
        if (missing.Count == 0)
        {
            return check.Pass(observed);
        }

        // Unrestricted is the grace after the guest's start, in which the licence may still come.
        return isSlice && missing.Any(s => !s.Contains("Unrestricted", StringComparison.OrdinalIgnoreCase))
            ? check.Block(observed, Remedy)
            : check.Warn(observed, $"Run verify again in a few minutes; without a licence the driver slows down. {Remedy}");
    }

    private static bool IsKnown(string state) =>
        state.StartsWith(Licensed, StringComparison.Ordinal) || state.StartsWith(Unlicensed, StringComparison.Ordinal);

    private static List<string> States(string text)
    {
        var states = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && string.Equals(line[..colon].TrimEnd(), Label, StringComparison.Ordinal))
            {
                states.Add(line[(colon + 1)..].Trim());
            }
        }

        return states;
    }
}
