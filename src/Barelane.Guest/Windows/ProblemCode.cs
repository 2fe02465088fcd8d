using System.Globalization;

namespace Barelane.Guest.Windows;

/// <summary>A problem code of Device Manager: what it means for a GPU in a VM, and what to do.</summary>
/// <param name="Code">The number.</param>
/// <param name="Meaning">What Windows says, in English on every system.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ProblemCode(int Code, string Meaning, string Remedy)
{
    private const string Install = "Install the vendor's driver for this card and this Windows; for a vGPU the guest driver of the host's vGPU release.";

    private const string Mmio = "Enlarge the VM's MMIO window: on vSphere 'pciPassthru.use64bitMMIO' TRUE and a larger 'pciPassthru.64bitMMIOSizeGB' with EFI firmware; "
        + "on Hyper-V a larger HighMemoryMappedIoSpace; on KVM more physical address bits.";

    private static readonly ProblemCode[] Known =
    [
        new(10, "This device cannot start.", $"Restart the guest, then install the vendor's newest driver. Where it stays: {Mmio}"),
        new(12, "This device cannot find enough free resources that it can use.", Mmio),
        new(14, "This device cannot work properly until the computer is restarted.", "Restart the guest."),
        new(18, "The drivers for this device must be installed again.", Install),
        new(22, "This device is disabled.", "Enable it: 'Enable-PnpDevice -InstanceId ID', or in Device Manager."),
        new(24, "This device is not present, does not work properly, or lacks drivers.", Install),
        new(28, "The drivers for this device are not installed.", Install),
        new(29, "The firmware of the device did not give it the required resources.", "Shut the VM down and start it again; where it stays, see the host's firmware settings for the slot."),
        new(31, "Windows cannot load the drivers required for this device.", $"The driver does not fit the card or the host's vGPU release. {Install}"),
        new(39, "Windows cannot load the device driver: it is corrupt, missing, or refused by memory integrity.", $"{Install} Where memory integrity (HVCI) is on, take a driver release that supports it."),
        new(
            43,
            "Windows has stopped this device because it has reported problems.",
            "In this order: install a driver of release 465 or newer (older GeForce drivers refuse to work in a VM; for a vGPU the release must fit the host's); shut the VM down and start it again, "
            + $"since a restart does not reset the card; give the VM every function of the card (its audio function too); cold-boot the host. Where it stays: {Mmio}"),
        new(51, "This device waits for another one to start.", "Restart the guest."),
        new(52, "The drivers for this device are not signed.", "Install a driver that Microsoft or the vendor has signed; do not turn Secure Boot off for it."),
        new(55, "This device waits until a user signs in (kernel DMA protection).", "Sign in at the guest's console once."),
        new(57, "This device could not be assigned to a guest partition.", "This code belongs to a host: give the device back to it, restart it and assign again."),
    ];

    /// <summary>What a code means; a code that is not in the table is told as such.</summary>
    public static ProblemCode Of(int code) => Known.FirstOrDefault(k => k.Code == code) ?? new ProblemCode(
        code,
        "Windows reports a problem.",
        string.Create(CultureInfo.InvariantCulture, $"Look up code {code} in Microsoft's list of Device Manager errors. {Install}"));
}
