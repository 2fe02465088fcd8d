using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>The machine and its system.</summary>
internal sealed record MachineFacts
{
    /// <summary><c>/etc/machine-id</c>: 32 hexadecimal digits.</summary>
    public Observed<string> Id { get; init; }

    public Observed<string> Name { get; init; }

    /// <summary>The distribution's own name, e.g. <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public Observed<string> System { get; init; }

    /// <summary>The kernel's release, e.g. <c>6.1.0-56-amd64</c>.</summary>
    public Observed<string> Kernel { get; init; }

    public Observed<string> Vendor { get; init; }

    public Observed<string> Model { get; init; }

    public Observed<string> FirmwareVersion { get; init; }

    /// <summary><c>intel</c> or <c>amd</c>.</summary>
    public Observed<string> CpuVendor { get; init; }

    public Observed<int> AddressBits { get; init; }

    /// <summary>Whether the CPU offers VT-x or AMD-V.</summary>
    public Observed<bool> CpuVirtualization { get; init; }

    /// <summary>Whether it is itself a virtual machine.</summary>
    public Observed<bool> IsVirtual { get; init; }

    public Observed<long> MemoryMiB { get; init; }

    public Observed<long> AvailableMiB { get; init; }

    public Observed<DateTimeOffset> BootTime { get; init; }

    /// <summary>What the kernel drew at random for this boot.</summary>
    public Observed<string> BootId { get; init; }

    public Observed<bool> SecureBoot { get; init; }

    public Observed<string> Lockdown { get; init; }

    public Observed<string> CommandLine { get; init; }

    public bool HasKvm { get; init; }
}
