using Barelane.Core.Inventory;

namespace Barelane.Core.Facts;

/// <summary>The facts about a device that rules read.</summary>
public static class DeviceFacts
{
    /// <summary><see cref="Device.State"/>.</summary>
    public static readonly FactKey<Device, DeviceState> State = new("device.state", d => d.State);

    /// <summary><see cref="Device.HeldBy"/>; always told.</summary>
    public static readonly FactKey<Device, IReadOnlyList<ObjectRef>> HeldBy = new("device.held-by", d => Observed.Read(d.HeldBy));

    /// <summary><see cref="Device.Class"/>; always told.</summary>
    public static readonly FactKey<Device, PciClass> Class = new("device.class", d => Observed.Read(d.Class));

    /// <summary><see cref="Device.DependsOn"/>.</summary>
    public static readonly FactKey<Device, PciAddress> DependsOn = new("device.depends-on", d => d.DependsOn);

    /// <summary><see cref="Device.ParentBridge"/>.</summary>
    public static readonly FactKey<Device, PciAddress> ParentBridge = new("device.parent-bridge", d => d.ParentBridge);

    /// <summary><see cref="Device.CarriesHostBoot"/>.</summary>
    public static readonly FactKey<Device, bool> CarriesHostBoot = new("device.carries-host-boot", d => d.CarriesHostBoot);

    /// <summary><see cref="Device.IsHostConsole"/>.</summary>
    public static readonly FactKey<Device, bool> IsHostConsole = new("device.is-host-console", d => d.IsHostConsole);

    /// <summary><see cref="Device.Label"/>.</summary>
    public static readonly FactKey<Device, string> Label = new("device.label", d => d.Label);

    /// <summary><see cref="Device.Serial"/>.</summary>
    public static readonly FactKey<Device, string> Serial = new("device.serial", d => d.Serial);

    /// <summary><see cref="Device.MemoryMiB"/>.</summary>
    public static readonly FactKey<Device, long> MemoryMiB = new("device.memory-mib", d => d.MemoryMiB);

    /// <summary><see cref="Device.BarMiB"/>.</summary>
    public static readonly FactKey<Device, long> BarMiB = new("device.bar-mib", d => d.BarMiB);

    /// <summary><see cref="Device.VendorMmioGiB"/>.</summary>
    public static readonly FactKey<Device, int> VendorMmioGiB = new("device.vendor-mmio-gib", d => d.VendorMmioGiB);

    /// <summary><see cref="Device.Combinations"/>.</summary>
    public static readonly FactKey<Device, IReadOnlyList<KnownCombination>> Combinations = new("device.combinations", d => d.Combinations);

    /// <summary><see cref="Device.KnownTrouble"/>.</summary>
    public static readonly FactKey<Device, IReadOnlyList<string>> KnownTrouble = new("device.known-trouble", d => d.KnownTrouble);

    /// <summary><see cref="Device.GraphicsType"/>.</summary>
    public static readonly FactKey<Device, string> GraphicsType = new("device.graphics-type", d => d.GraphicsType);

    /// <summary><see cref="Device.SlicesWaitFor"/>.</summary>
    public static readonly FactKey<Device, string> SlicesWaitFor = new("device.slices-wait-for", d => d.SlicesWaitFor);

    /// <summary><see cref="Device.NumaNode"/>.</summary>
    public static readonly FactKey<Device, int> NumaNode = new("device.numa-node", d => d.NumaNode);

    /// <summary><see cref="Device.IsolationGroup"/>.</summary>
    public static readonly FactKey<Device, string> IsolationGroup = new("device.isolation-group", d => d.IsolationGroup);

    /// <summary><see cref="Device.Driver"/>.</summary>
    public static readonly FactKey<Device, string> Driver = new("device.driver", d => d.Driver);

    /// <summary><see cref="Device.HostUse"/>.</summary>
    public static readonly FactKey<Device, string> HostUse = new("device.host-use", d => d.HostUse);

    /// <summary><see cref="Device.Users"/>.</summary>
    public static readonly FactKey<Device, IReadOnlyList<string>> Users = new("device.users", d => d.Users);

    /// <summary><see cref="Device.ResetMethods"/>.</summary>
    public static readonly FactKey<Device, IReadOnlyList<string>> ResetMethods = new("device.reset-methods", d => d.ResetMethods);

    /// <summary><see cref="Device.PowerState"/>.</summary>
    public static readonly FactKey<Device, string> PowerState = new("device.power-state", d => d.PowerState);

    /// <summary><see cref="Device.OverrideAtBoot"/>.</summary>
    public static readonly FactKey<Device, string> OverrideAtBoot = new("device.override-at-boot", d => d.OverrideAtBoot);

    /// <summary><see cref="Device.Link"/>.</summary>
    public static readonly FactKey<Device, PciLink> Link = new("device.link", d => d.Link);

    /// <summary><see cref="Device.Bars"/>.</summary>
    public static readonly FactKey<Device, IReadOnlyList<PciBar>> Bars = new("device.bars", d => d.Bars);

    /// <summary><see cref="Device.ResizableToMiB"/>.</summary>
    public static readonly FactKey<Device, long> ResizableToMiB = new("device.resizable-to-mib", d => d.ResizableToMiB);

    /// <summary><see cref="Device.ReservedByFirmware"/>.</summary>
    public static readonly FactKey<Device, bool> ReservedByFirmware = new("device.reserved-by-firmware", d => d.ReservedByFirmware);

    /// <summary><see cref="Device.VirtualFunctions"/>.</summary>
    public static readonly FactKey<Device, VirtualFunctions> VirtualFunctions = new("device.virtual-functions", d => d.VirtualFunctions);

    /// <summary><see cref="Device.PhysicalFunction"/>.</summary>
    public static readonly FactKey<Device, PciAddress> PhysicalFunction = new("device.physical-function", d => d.PhysicalFunction);

    /// <summary><see cref="Device.IsIsolated"/>.</summary>
    public static readonly FactKey<Device, bool> IsIsolated = new("device.isolated", d => d.IsIsolated);

    /// <summary><see cref="Device.ExpressKind"/>.</summary>
    public static readonly FactKey<Device, string> ExpressKind = new("device.express-kind", d => d.ExpressKind);

    /// <summary><see cref="Device.Interrupts"/>.</summary>
    public static readonly FactKey<Device, string> Interrupts = new("device.interrupts", d => d.Interrupts);

    /// <summary>Into how many partitions a card is cut (<see cref="Device.Settings"/>); absent for one that is not.</summary>
    public static readonly FactKey<Device, string> PartitionCount = new("device.partition-count", d => d.Settings.TryGetValue("partition-count", out var count) ? count : Observed<string>.Absent);
}
