namespace Barelane.Guest.Nvidia;

/// <summary>Words with which nvidia-smi says that a GPU does not work; they are English on every system.</summary>
/// <param name="Words">A part that stays the same over versions.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record NvidiaFailure(string Words, string Remedy)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NvidiaFailure> All { get; } =
    [
        new("couldn't communicate with the NVIDIA driver", "The driver is not loaded: see GUEST-DRIVER-001 to 003, load it ('modprobe nvidia') and read the kernel log for why it was refused."),
        new("No devices were found", "The driver is loaded but has brought up no card: see GUEST-MMIO-001 and GUEST-KERNEL-001; then shut the VM down and start it again."),
        new("Driver/library version mismatch", "The driver was updated while the old one was loaded: restart the guest."),
        new("Unable to determine the device handle", "The card no longer answers: shut the VM down and start it again; where it stays, cold-boot the host."),
        new("GPU is lost", "The card has fallen off the bus: shut the VM down and start it again; where it stays, cold-boot the host."),
        new("Unknown Error", "The card no longer answers: shut the VM down and start it again; where it stays, cold-boot the host."),
    ];

    /// <summary>The failure that the text tells; null for none that is known.</summary>
    public static NvidiaFailure? In(string text) => All.FirstOrDefault(f => text.Contains(f.Words, StringComparison.OrdinalIgnoreCase));
}
