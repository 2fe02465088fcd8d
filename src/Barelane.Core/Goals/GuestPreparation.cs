namespace Barelane.Core.Goals;

/// <summary>What an assignment wishes inside the guest.</summary>
public sealed record GuestPreparation
{
    /// <summary>The vendor's driver, from a file of the user; null to leave drivers alone.</summary>
    public GuestDriverFile? Driver { get; init; }

    /// <summary>Whether Remote Desktop sessions shall use the hardware adapter (Windows).</summary>
    public bool RemoteDesktopHardware { get; init; }

    /// <summary>Whether Windows Update shall bring no drivers, so that it does not replace the vendor's.</summary>
    public bool KeepDriver { get; init; }
}
