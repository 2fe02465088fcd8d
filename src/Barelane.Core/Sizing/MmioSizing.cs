namespace Barelane.Core.Sizing;

/// <summary>The 64-bit MMIO window that a VM needs for its devices, and how that is known.</summary>
public sealed record MmioSizing
{
    /// <summary>The devices need no window of their own.</summary>
    internal static MmioSizing None(string evidence) => new()
    {
        IsNeeded = false,
        GiB = 0,
        ComputedGiB = 0,
        Derivation = MmioDerivation.NotNeeded,
        Evidence = evidence,
    };

    /// <summary>Whether the VM needs the window at all; if so it needs EFI firmware too.</summary>
    public required bool IsNeeded { get; init; }

    /// <summary>The size to set in GiB: what the user asked for, otherwise <see cref="ComputedGiB"/>. 0 where none is needed.</summary>
    public required int GiB { get; init; }

    /// <summary>The size that the devices call for in GiB, a power of two; 0 where none is needed.</summary>
    public required int ComputedGiB { get; init; }

    /// <summary>How the size came about.</summary>
    public required MmioDerivation Derivation { get; init; }

    /// <summary>A sentence for people: from which values and by which rule.</summary>
    public required string Evidence { get; init; }

    /// <summary>
    /// Whether the need rests on something read or published by the vendor, so that a rule may block on it. False where it was
    /// derived or taken large.
    /// </summary>
    public bool IsCertain { get; init; }
}
