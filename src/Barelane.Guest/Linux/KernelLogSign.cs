using Barelane.Core.Rules;

namespace Barelane.Guest.Linux;

/// <summary>Words in a kernel log that mean trouble with a GPU.</summary>
/// <param name="Words">A part of the line that stays the same over versions.</param>
/// <param name="Severity">What it says about the GPU.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record KernelLogSign(string Words, Severity Severity, string Remedy)
{
    private const string Mmio = "The MMIO window is too small or the card's memory regions lie outside it. On vSphere set 'pciPassthru.use64bitMMIO' to TRUE and "
        + "'pciPassthru.64bitMMIOSizeGB' to the next power of two over the cards' memory, with EFI firmware; on KVM give more physical address bits or 'X-PciMmio64Mb'; "
        + "on Hyper-V raise HighMemoryMappedIoSpace.";

    private const string Cold = "Shut the VM down and start it again (a restart does not reset the card). Where it stays, cold-boot the host and update the driver.";

    /// <summary>All signs, the gravest first.</summary>
    public static IReadOnlyList<KernelLogSign> All { get; } =
    [
        new("This PCI I/O region assigned to your NVIDIA device is invalid", Severity.Block, Mmio),
        new("is 0M @ 0x0", Severity.Block, Mmio),
        new("of high MMIO space", Severity.Block, Mmio),
        new("of low MMIO space", Severity.Block, Mmio),
        new("requires use of the NVIDIA open kernel modules", Severity.Block, "Install the driver with NVIDIA's open kernel modules ('nvidia-open', 'nvidia-driver-…-open')."),
        new("installed in this system is not supported by", Severity.Block, "Install a driver release that supports the card; for a vGPU the one of the host's vGPU release."),
        new("API mismatch", Severity.Block, "Parts of two driver releases are installed: remove both, install one, then restart the guest."),
        new("RmInitAdapter failed", Severity.Block, $"{Cold} Where lines about a region come before it: {Mmio}"),
        new("rm_init_adapter failed", Severity.Block, Cold),
        new("GPU has fallen off the bus", Severity.Block, Cold),
        new("Fatal error during GPU init", Severity.Block, $"{Cold} Also see that the card's firmware ('linux-firmware') is installed."),
        new("NVRM: Xid", Severity.Warn, "Look the number up in NVIDIA's list of Xid errors; then restart the work, the guest or the host as it says."),
    ];

    /// <summary>The kernel's words for a region without an address, told of one device; a later line may say that it was placed after all.</summary>
    public static IReadOnlyList<string> Unplaced { get; } =
    [
        "can't assign; no space", "failed to assign", "can't claim; no compatible bridge window", "no space for [mem size",
    ];

    /// <summary>The remedy for a region without an address.</summary>
    public static string MmioRemedy => Mmio;
}
