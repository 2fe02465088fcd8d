using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.TestKit.Inventories;

/// <summary>Functions of real cards, without a place; <see cref="HostParts.Card"/> puts them into a host.</summary>
public static class Cards
{
    /// <summary>NVIDIA A40: one function, 48 GiB.</summary>
    public static readonly IReadOnlyList<Device> A40 = [Function("NVIDIA Corporation", "NVIDIA A40", 0x10de, 0x2235, 0x145a, 0x0302, 46068)];

    /// <summary>NVIDIA A100 40 GB: one function.</summary>
    public static readonly IReadOnlyList<Device> A100 = [Function("NVIDIA Corporation", "NVIDIA A100-PCIE-40GB", 0x10de, 0x20f1, 0x145f, 0x0302, 40536)];

    /// <summary>GeForce RTX 3090: display and audio function.</summary>
    public static readonly IReadOnlyList<Device> Rtx3090 =
    [
        Function("NVIDIA Corporation", "GA102 [GeForce RTX 3090]", 0x10de, 0x2204, 0x1454, 0x0300, 24576),
        Function("NVIDIA Corporation", "GA102 High Definition Audio Controller", 0x10de, 0x1aef, 0x1454, 0x0403, null),
    ];

    /// <summary>Samsung PM9A3, an NVMe drive.</summary>
    public static readonly IReadOnlyList<Device> Nvme = [Function("Samsung Electronics Co Ltd", "NVMe SSD Controller PM9A3", 0x144d, 0xa80a, 0xa819, 0x0108, null)];

    /// <summary>Intel X710, a network card.</summary>
    public static readonly IReadOnlyList<Device> Nic = [Function("Intel Corporation", "Ethernet Controller X710 for 10GbE SFP+", 0x8086, 0x1572, 0x0000, 0x0200, null)];

    private static Device Function(string vendor, string name, ushort vendorId, ushort deviceId, ushort subDeviceId, ushort classCode, long? memoryMiB) => new()
    {
        Ref = default,
        Address = default,
        Id = new PciId(vendorId, deviceId, vendorId, subDeviceId),
        Class = new PciClass(classCode),
        VendorName = vendor,
        Name = name,
        Serial = Observed<string>.Absent,
        State = Observed.Read(DeviceState.HostOwned),
        PassthroughWanted = Observed.Read(false),
        DependsOn = Observed<PciAddress>.Absent,
        ParentBridge = Observed<PciAddress>.Absent,
        Label = Observed<string>.Absent,
        MemoryMiB = Observed.ReadOrAbsent(memoryMiB),
        IsHostConsole = Observed.Read(false),
        CarriesHostBoot = Observed.Read(false),
        GraphicsType = classCode is 0x0300 or 0x0302 ? Observed.Read("shared") : Observed<string>.Absent,
    };
}
