using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Windows;

/// <summary>GUEST-RDP-001 to 003: whether Remote Desktop sessions get the GPU. Policies are in <c>SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services</c>.</summary>
internal sealed class RemoteDesktop(GuestProbe probe)
{
    private const int Workstation = 1;
    private const string Key = @"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services";

    /// <summary>Asks and judges.</summary>
    public async Task<IReadOnlyList<GuestCheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var (settings, reason) = await WindowsScript.RemoteDesktop.AskAsync(probe, WindowsJsonContext.Default.RemoteDesktopSettings, cancellationToken).ConfigureAwait(false);
        if (settings is null || settings.ProductType is < 1 or > 3)
        {
            return [GuestChecks.RemoteDesktopHardware.Unknown(
                $"The settings of Remote Desktop could not be read. {reason}",
                $@"Run 'reg query ""{Key}""' in the guest.")];
        }

        if ((settings.DeniedByPolicy ?? settings.Denied ?? 1) != 0)
        {
            return [GuestChecks.RemoteDesktopHardware.Note("Remote Desktop is off in the guest, so its policies matter to nobody.", "Nothing to do where other remote displays are used.")];
        }

        return [Hardware(settings), Wddm(settings), Encoding(settings)];
    }

    private static GuestCheckResult Hardware(RemoteDesktopSettings settings)
    {
        var check = GuestChecks.RemoteDesktopHardware;
        var observed = $"'bEnumerateHWBeforeSW' is {Text(settings.Hardware)} on a {(settings.ProductType == Workstation ? "workstation" : "server")}.";
        var remedy = "Turn the policy 'Use hardware graphics adapters for all Remote Desktop Services sessions' on, or run "
            + $@"'reg add ""{Key}"" /v bEnumerateHWBeforeSW /t REG_DWORD /d 1 /f' in the guest, and restart it.";
        return settings.Hardware switch
        {
            null when settings.ProductType == Workstation => check.Pass($"{observed} A workstation then uses the hardware adapter by itself."),
            null => check.Warn($"{observed} A session host then renders by software.", remedy),
            0 => check.Warn($"{observed} Sessions render by software.", remedy),
            _ => check.Pass(observed),
        };
    }

    private static GuestCheckResult Wddm(RemoteDesktopSettings settings)
    {
        var observed = $"'fEnableWddmDriver' is {Text(settings.Wddm)}.";
        return settings.Wddm == 0
            ? GuestChecks.RemoteDesktopWddm.Note(observed, "Zero is a workaround for black screens; take it out once the driver works with WDDM.")
            : GuestChecks.RemoteDesktopWddm.Pass(observed);
    }

    private static GuestCheckResult Encoding(RemoteDesktopSettings settings)
    {
        var observed = $"'AVCHardwareEncodePreferred' is {Text(settings.Encode)}.";
        return settings.Encode is 1
            ? GuestChecks.RemoteDesktopEncoding.Pass(observed)
            : GuestChecks.RemoteDesktopEncoding.Note(observed, "Turn the policy 'Configure H.264/AVC hardware encoding for Remote Desktop Connections' on where the processor is to be spared.");
    }

    private static string Text(int? value) => value is { } set ? set.ToString(CultureInfo.InvariantCulture) : "not set";
}
