using Barelane.Core.Facts;

namespace Barelane.Core.Inventory;

/// <summary>What only the kernel of a function's host tells about it; kept apart so that functions of whom nobody asked share one object.</summary>
internal sealed record DeviceHardware
{
    /// <summary>Nothing was asked.</summary>
    public static readonly DeviceHardware NotAsked = new();

    /// <inheritdoc cref="Device.HostUse"/>
    public Observed<string> HostUse { get; init; }

    /// <inheritdoc cref="Device.Users"/>
    public Observed<IReadOnlyList<string>> Users { get; init; }

    /// <inheritdoc cref="Device.ResetMethods"/>
    public Observed<IReadOnlyList<string>> ResetMethods { get; init; }

    /// <inheritdoc cref="Device.PowerState"/>
    public Observed<string> PowerState { get; init; }

    /// <inheritdoc cref="Device.OverrideAtBoot"/>
    public Observed<string> OverrideAtBoot { get; init; }

    /// <inheritdoc cref="Device.Link"/>
    public Observed<PciLink> Link { get; init; }

    /// <inheritdoc cref="Device.Bars"/>
    public Observed<IReadOnlyList<PciBar>> Bars { get; init; }

    /// <inheritdoc cref="Device.ResizableToMiB"/>
    public Observed<long> ResizableToMiB { get; init; }

    /// <inheritdoc cref="Device.ReservedByFirmware"/>
    public Observed<bool> ReservedByFirmware { get; init; }

    /// <inheritdoc cref="Device.VirtualFunctions"/>
    public Observed<VirtualFunctions> VirtualFunctions { get; init; }

    /// <inheritdoc cref="Device.PhysicalFunction"/>
    public Observed<PciAddress> PhysicalFunction { get; init; }

    /// <inheritdoc cref="Device.IsIsolated"/>
    public Observed<bool> IsIsolated { get; init; }

    /// <inheritdoc cref="Device.ExpressKind"/>
    public Observed<string> ExpressKind { get; init; }

    /// <inheritdoc cref="Device.Interrupts"/>
    public Observed<string> Interrupts { get; init; }
}
