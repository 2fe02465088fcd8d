using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Linux;

/// <summary>GUEST-DRIVER-003: whether Secure Boot keeps an unsigned driver out.</summary>
internal sealed class SecureBoot(GuestProbe probe)
{
    private const string Remedy = "Sign the module and enrol the key ('mokutil --import KEY.der', restart, confirm in the MOK screen), or install the distribution's signed driver package.";

    // The kernel's words when it refuses a module for its signature, as of 4.x to 6.x.
    private static readonly string[] Refusals =
    [
        "Loading of unsigned module",
        "Loading of module with unavailable key is rejected",
        "unsigned module loading is restricted",
        "Key was rejected by service",
    ];

    /// <summary>Asks and judges; a driver that is in use was let in, whatever the firmware says.</summary>
    public async Task<GuestCheckResult> CheckAsync(bool isDriverBound, KernelLog kernelLog, CancellationToken cancellationToken)
    {
        if (isDriverBound)
        {
            return GuestChecks.SecureBoot.Pass("The vendor's driver is in use, so nothing kept it out.");
        }

        var refusal = kernelLog.FirstLineWith(Refusals);
        if (refusal is not null)
        {
            return GuestChecks.SecureBoot.Block($"The kernel refused a module: '{refusal}'.", Remedy);
        }

        var answer = await probe.AskAsync("mokutil", ["--sb-state"], cancellationToken).ConfigureAwait(false);
        var said = $"{answer.Output}\n{answer.Error}";
        if (answer.IsSaid && said.Contains("SecureBoot enabled", StringComparison.Ordinal))
        {
            return GuestChecks.SecureBoot.Warn("Secure Boot is on and the vendor's driver is not in use.", Remedy);
        }

        if ((answer.IsSaid && said.Contains("SecureBoot disabled", StringComparison.Ordinal))
            || said.Contains("EFI variables are not supported on this system", StringComparison.Ordinal))
        {
            return GuestChecks.SecureBoot.Pass($"Secure Boot is off ('{UntrustedText.Line(said)}').");
        }

        return GuestChecks.SecureBoot.Unknown(
            $"The state of Secure Boot could not be read. {answer.Reason}",
            "Install 'mokutil' in the guest, or read the line 'secureboot:' of the kernel log.");
    }
}
