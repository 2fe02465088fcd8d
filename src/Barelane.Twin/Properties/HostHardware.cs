using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>HostSystem.hardware, and the adapters by which storage and network name their PCI functions.</summary>
internal static class HostHardware
{
    private const long Mib = 1L << 20;
    private const long Mhz = 1_000_000;

    public static VimObject Of(TwinHost host) => new VimObject("HostHardwareInfo")
        .Set("systemInfo", new VimObject("HostSystemInfo").Set("vendor", host.Facts.Vendor).Set("model", host.Facts.Model)
            .Set("uuid", host.Uuid).Set("serialNumber", host.Facts.SerialNumber))
        .Set("cpuInfo", new VimObject("HostCpuInfo").Set("numCpuPackages", (short)host.Facts.CpuPackages)
            .Set("numCpuCores", (short)host.Facts.CpuCores).Set("numCpuThreads", (short)(host.Facts.CpuCores * 2))
            .Set("hz", host.Facts.CpuMhz * Mhz))
        .Set("cpuPkg", VimArray.Of(Enumerable.Range(0, host.Facts.CpuPackages).Select(i => new VimObject("HostCpuPackage")
            .Set("index", (short)i).Set("vendor", host.Facts.CpuVendor).Set("hz", host.Facts.CpuMhz * Mhz).Set("busHz", 100 * Mhz)
            .Set("description", host.Facts.CpuModel).Set("threadId", VimArray.Of([(short)i])))))
        .Set("memorySize", host.Facts.MemoryMib * Mib)
        .Set("numaInfo", new VimObject("HostNumaInfo").Set("type", "NUMA").Set("numNodes", host.Facts.CpuPackages))
        .Set("smcPresent", false)
        .Set("pciDevice", VimArray.OrNull(host.Devices.Select(d => Pci(host.Site, d))))
        .Set("biosInfo", new VimObject("HostBIOSInfo").Set("biosVersion", host.Facts.BiosVersion)
            .Set("releaseDate", new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero)).Set("vendor", host.Facts.Vendor)
            .Set("firmwareType", host.Facts.FirmwareType));

    public static VimObject Summary(TwinHost host) => new VimObject("HostHardwareSummary")
        .Set("vendor", host.Facts.Vendor).Set("model", host.Facts.Model).Set("uuid", host.Uuid)
        .Set("memorySize", host.Facts.MemoryMib * Mib).Set("cpuModel", host.Facts.CpuModel)
        .Set("cpuMhz", host.Facts.CpuMhz).Set("numCpuPkgs", (short)host.Facts.CpuPackages)
        .Set("numCpuCores", (short)host.Facts.CpuCores).Set("numCpuThreads", (short)(host.Facts.CpuCores * 2))
        .Set("numNics", Named(host, "vmnic").Count()).Set("numHBAs", Named(host, "vmhba").Count());

    /// <summary>A PCI function as HostPciDevice: ids are signed 16-bit, the address bytes by the switch (§1.3).</summary>
    public static VimObject Pci(TwinSite site, TwinDevice device)
    {
        var facts = device.Facts;
        return new VimObject("HostPciDevice")
            .Set("id", facts.Address)
            .Set("classId", Signed(facts.ClassId))
            .Set("bus", Byte(site, device.Pci.Bus))
            .Set("slot", Byte(site, device.Pci.Slot))
            .Set("physicalSlot", facts.PhysicalSlot)
            .Set("slotDescription", facts.SlotDescription)
            .Set("function", Byte(site, device.Pci.Function))
            .Set("vendorId", Signed(facts.VendorId))
            .Set("subVendorId", Signed(facts.SubVendorId))
            .Set("vendorName", facts.VendorName)
            .Set("deviceId", Signed(facts.DeviceId))
            .Set("subDeviceId", Signed(facts.SubDeviceId))
            .Set("parentBridge", facts.ParentBridge)
            .Set("deviceName", facts.DeviceName);
    }

    public static VimObject Network(TwinHost host) => new VimObject("HostNetworkInfo")
        .Set("pnic", VimArray.OrNull(Named(host, "vmnic").Select(d => new VimObject("PhysicalNic")
            .Set("key", "key-vim.host.PhysicalNic-" + d.Facts.HostName).Set("device", d.Facts.HostName).Set("pci", d.Address)
            .Set("spec", new VimObject("PhysicalNicSpec")).Set("wakeOnLanSupported", false)
            .Set("mac", MacOf(host.Name + d.Address)))));

    public static VimObject Storage(TwinHost host) => new VimObject("HostStorageDeviceInfo")
        .Set("hostBusAdapter", VimArray.OrNull(Named(host, "vmhba").Select(d => new VimObject("HostBlockHba")
            .Set("key", "key-vim.host.BlockHba-" + d.Facts.HostName).Set("device", d.Facts.HostName).Set("bus", d.Pci.Bus)
            .Set("status", "online").Set("model", d.Facts.DeviceName).Set("driver", d.Facts.StorageDriver ?? "nvme_pcie").Set("pci", d.Address))))
        .Set("softwareInternetScsiEnabled", false);

    public static string MacOf(string seed)
    {
        var id = StableUuid.Of(seed);
        return $"00:50:56:{id[..2]}:{id[2..4]}:{id[4..6]}";
    }

    private static IEnumerable<TwinDevice> Named(TwinHost host, string prefix) => host.Devices.Where(d =>
        !d.PassthruActive && d.Facts.HostName is { } name && name.StartsWith(prefix, StringComparison.Ordinal));

    private static short Signed(string hex) => unchecked((short)TwinDevice.Hex(hex));

    private static int Byte(TwinSite site, int value) => site.Switches.SignedPciBytes ? unchecked((sbyte)value) : value;
}
