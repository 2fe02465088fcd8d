using System.Collections.Immutable;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>
/// The configuration of a VM at one moment. It never changes: a reconfiguration makes a new one and swaps it in whole,
/// which is what makes ReconfigVM atomic (§2.2), and a snapshot keeps the one it was taken of.
/// </summary>
internal sealed record TwinVmConfig
{
    public required string Name { get; init; }

    public required string Uuid { get; init; }

    public required string InstanceUuid { get; init; }

    public string? Annotation { get; init; }

    public string? ManagedBy { get; init; }

    public required string HardwareVersion { get; init; }

    public required string GuestId { get; init; }

    public required string Firmware { get; init; }

    public bool SecureBoot { get; init; }

    public required int Cpus { get; init; }

    public int CoresPerSocket { get; init; } = 1;

    public required int MemoryMib { get; init; }

    public ResourceShare Cpu { get; init; } = new();

    public ResourceShare Memory { get; init; } = new();

    public bool MemoryReservationLocked { get; init; }

    public bool NestedHv { get; init; }

    public bool CpuHotAdd { get; init; }

    public bool MemoryHotAdd { get; init; }

    public bool VirtualIommu { get; init; }

    public bool VirtualizationBasedSecurity { get; init; }

    public bool FixedPassthruHotPlug { get; init; }

    public bool ChangeTracking { get; init; }

    public bool IsTemplate { get; init; }

    public bool FaultTolerance { get; init; }

    /// <summary>extraConfig in the order in which the keys came.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ExtraConfig { get; init; } = [];

    /// <summary>The devices as vim25 objects.</summary>
    public ImmutableArray<VimObject> Devices { get; init; } = [];

    /// <summary>VirtualMachineVirtualDeviceGroupsVendorDeviceGroup objects.</summary>
    public ImmutableArray<VimObject> DeviceGroups { get; init; } = [];

    public int VersionNumber => int.Parse(HardwareVersion.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The PCI devices and slices, with what backs each.</summary>
    public IEnumerable<PassthroughDevice> Passthrough => Devices.Select(PassthroughDevice.Of).OfType<PassthroughDevice>();

    public string? Extra(string key) =>
        ExtraConfig.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;
}
