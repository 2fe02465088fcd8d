using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Windows;

/// <summary>GUEST-BITLOCKER-001, GUEST-VBS-001 and GUEST-DRIVER-004: what of Windows' security and updates stands between a GPU and its guest.</summary>
internal sealed class WindowsSecurity(GuestProbe probe)
{
    private const int Running = 2;

    /// <summary>Asks and judges.</summary>
    /// <param name="driverFails">Whether a GPU's driver does not work: only then is memory integrity a suspect.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyList<GuestCheckResult>> RunAsync(bool driverFails, CancellationToken cancellationToken)
    {
        var (settings, reason) = await WindowsScript.Security.AskAsync(probe, WindowsJsonContext.Default.SecuritySettings, cancellationToken).ConfigureAwait(false);
        return settings is null
            ? [GuestChecks.BitLocker.Unknown($"The state of BitLocker could not be read. {reason}", "Run 'manage-bde -status' in the guest.")]
            : [BitLocker(settings), Vbs(settings, driverFails), Updates(settings)];
    }

    private static GuestCheckResult BitLocker(SecuritySettings settings)
    {
        var check = GuestChecks.BitLocker;
        var tpm = settings.Tpm switch { true => "The guest has a TPM.", false => "The guest has no TPM.", _ => "Whether the guest has a TPM could not be read." };
        return settings.BitLocker switch
        {
            1 => check.Warn(
                $"BitLocker protects the system drive. {tpm}",
                "Have the recovery key at hand ('manage-bde -protectors -get C:'), and before a card is added or firmware changed run 'Suspend-BitLocker -MountPoint C: -RebootCount 1': the guest may otherwise ask for the key at its console."),
            0 => check.Pass($"The system drive is not protected by BitLocker, or its protection is suspended. {tpm}"),
            null => check.Note($"Windows tells nothing of BitLocker: the edition has none, or the account may not ask. {tpm}", "Nothing to do where the guest has no BitLocker; else run verify with an administrator's account."),
            _ => check.Unknown($"Windows can't tell whether BitLocker protects the system drive. {tpm}", "Run 'manage-bde -status C:' in the guest."),
        };
    }

    private static GuestCheckResult Vbs(SecuritySettings settings, bool driverFails)
    {
        var check = GuestChecks.Vbs;
        if (settings.Vbs is not { } status)
        {
            return check.Note("Windows tells nothing of virtualisation-based security.", "Nothing to do while the driver works.");
        }

        var observed = status == Running
            ? $"Virtualisation-based security runs, {(settings.CodeIntegrity == true ? "with" : "without")} memory integrity."
            : "Virtualisation-based security does not run.";
        return status == Running && settings.CodeIntegrity == true && driverFails
            ? check.Warn(observed, "Install a driver that is signed for memory integrity (the vendor's newest); codes 39 and 43 come of one that is not. Do not turn the protection off for a guess: look for event 3087 of 'Microsoft-Windows-CodeIntegrity/Operational' first.")
            : check.Pass(observed);
    }

    private static GuestCheckResult Updates(SecuritySettings settings) => settings.UpdateDrivers == 1
        ? GuestChecks.DriverKept.Pass("Windows Update brings no drivers ('ExcludeWUDriversInQualityUpdate' is 1).")
        : GuestChecks.DriverKept.Note(
            "Windows Update may replace the GPU's driver by its own ('ExcludeWUDriversInQualityUpdate' is not 1).",
            "Write 'windows-update: no-drivers' into the assignment's 'guest', or turn the policy 'Do not include drivers with Windows Updates' on.");
}
