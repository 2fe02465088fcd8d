using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>What a host says about its IOMMU.</summary>
internal sealed record IommuFacts
{
    /// <summary>Whether one is active.</summary>
    public Observed<bool> IsActive { get; init; }

    /// <summary>Whether firmware describes one; root alone sees its tables.</summary>
    public Observed<bool> IsInFirmware { get; init; }

    public Observed<bool> RemapsInterrupts { get; init; }

    public Observed<bool> AllowsUnsafeInterrupts { get; init; }

    /// <summary>Width of the addresses it translates.</summary>
    public Observed<int> AddressBits { get; init; }
}
