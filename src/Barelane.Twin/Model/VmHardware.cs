using System.Globalization;
using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>The virtual hardware of VMs as vim25 devices.</summary>
internal static class VmHardware
{
    private const int PciController = 100;
    private const int FirstPassthroughKey = 13000;
    private const int FirstPassthroughUnit = 18;

    /// <summary>What every VM has.</summary>
    public static List<VimObject> Standard(bool withTpm)
    {
        List<VimObject> devices =
        [
            Device("VirtualIDEController", 200, "IDE 0").Set("busNumber", 0),
            Device("VirtualPS2Controller", 300, "PS2 controller 0").Set("busNumber", 0),
            Device("VirtualPCIController", PciController, "PCI controller 0").Set("busNumber", 0),
            Device("VirtualSIOController", 400, "SIO controller 0").Set("busNumber", 0),
            Device("VirtualKeyboard", 600, "Keyboard").Set("controllerKey", 300).Set("unitNumber", 0),
            Device("VirtualPointingDevice", 700, "Pointing device").Set("controllerKey", 300).Set("unitNumber", 1),
            Device("VirtualMachineVideoCard", 500, "Video card").Set("controllerKey", PciController).Set("unitNumber", 0)
                .Set("videoRamSizeInKB", 4096L),
            Device("VirtualMachineVMCIDevice", 12000, "VMCI device").Set("controllerKey", PciController).Set("unitNumber", 17),
            Device("ParaVirtualSCSIController", 1000, "SCSI controller 0").Set("controllerKey", PciController)
                .Set("unitNumber", 3).Set("busNumber", 0).Set("sharedBus", "noSharing"),
        ];
        if (withTpm)
        {
            devices.Add(Device("VirtualTPM", 11000, "Virtual TPM").Set("controllerKey", PciController).Set("unitNumber", 30));
        }

        return devices;
    }

    public static VimObject Disk(int index, long kib, string file, TwinDatastore datastore) =>
        Device("VirtualDisk", 2000 + index, Label("Hard disk", index + 1))
            .Set("backing", new VimObject("VirtualDiskFlatVer2BackingInfo").Set("fileName", file).Set("datastore", datastore.Ref)
                .Set("diskMode", "persistent").Set("thinProvisioned", true))
            .Set("controllerKey", 1000).Set("unitNumber", index).Set("capacityInKB", kib);

    public static VimObject NetworkCard(int index, TwinNetwork network, string vmName) =>
        Device("VirtualVmxnet3", 4000 + index, Label("Network adapter", index + 1))
            .Set("backing", new VimObject("VirtualEthernetCardNetworkBackingInfo").Set("deviceName", network.Name)
                .Set("network", network.Ref))
            .Set("controllerKey", PciController).Set("unitNumber", 7 + index).Set("addressType", "assigned")
            .Set("macAddress", HostHardware.MacOf(vmName + index));

    /// <summary>
    /// The configuration with a PCI device added the way the server adds it: key 13000+i, unit 18+i, and the pciPassthruI.*
    /// lines it writes into extraConfig itself (§2.1, §2.5).
    /// </summary>
    public static TwinVmConfig AddPassthrough(TwinVmConfig config, VimObject device)
    {
        var taken = config.Devices.Select(d => d.Number("key")).ToHashSet();
        var index = Enumerable.Range(0, 512).First(i => !taken.Contains(FirstPassthroughKey + i));
        var added = new VimObject("VirtualPCIPassthrough").Set("key", FirstPassthroughKey + index)
            .Set("deviceInfo", Description(Label("PCI device", index)))
            .Set("backing", device.Child("backing"))
            .Set("controllerKey", PciController).Set("unitNumber", FirstPassthroughUnit + index)
            .Set("numaNode", device["numaNode"]).Set("deviceGroupInfo", device["deviceGroupInfo"]);
        return config with
        {
            Devices = config.Devices.Add(added),
            ExtraConfig = config.ExtraConfig.AddRange(VmxLines(index, PassthroughDevice.Of(added))),
        };
    }

    /// <summary>The configuration without a device and without the lines the server wrote for it.</summary>
    public static TwinVmConfig Remove(TwinVmConfig config, VimObject device)
    {
        var index = (device.Number("key") ?? 0) - FirstPassthroughKey;
        var lines = string.Create(CultureInfo.InvariantCulture, $"pciPassthru{index}.");
        return config with
        {
            Devices = config.Devices.Remove(device),
            ExtraConfig = device.Type == "VirtualPCIPassthrough"
                ? config.ExtraConfig.RemoveAll(p => p.Key.StartsWith(lines, StringComparison.Ordinal))
                : config.ExtraConfig,
        };
    }

    /// <summary>A device a client adds that is no PCI device: it gets the next key of its kind.</summary>
    public static TwinVmConfig AddOther(TwinVmConfig config, VimObject device)
    {
        var first = device.Type switch
        {
            "VirtualDisk" => 2000,
            "VirtualTPM" => 11000,
            "VirtualCdrom" => 3000,
            _ when device.Type.EndsWith("SCSIController", StringComparison.Ordinal) => 1000,
            _ when device.Type.EndsWith("Controller", StringComparison.Ordinal) => 15000,
            _ => 4000,
        };
        var taken = config.Devices.Select(d => d.Number("key")).ToHashSet();
        var key = Enumerable.Range(first, 512).First(k => !taken.Contains(k));
        var units = config.Devices.Where(d => d.Number("controllerKey") == (device.Number("controllerKey") ?? PciController))
            .Select(d => d.Number("unitNumber")).ToHashSet();
        var unit = Enumerable.Range(first == 4000 ? 7 : 0, 512).First(u => !units.Contains(u));
        var added = device.Copy().Set("key", key).Set("controllerKey", (int)(device.Number("controllerKey") ?? PciController))
            .Set("unitNumber", (int)(device.Number("unitNumber") ?? unit));
        return config with { Devices = config.Devices.Add(added) };
    }

    private static IEnumerable<KeyValuePair<string, string>> VmxLines(int index, PassthroughDevice? device)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"pciPassthru{index}.");
        yield return new(prefix + "present", "TRUE");
        if (device is DirectDevice direct)
        {
            yield return new(prefix + "id", PciAddress.Parse(direct.Address).InVmx);
            yield return new(prefix + "deviceId", "0x" + direct.DeviceId);
            yield return new(prefix + "vendorId", string.Create(CultureInfo.InvariantCulture, $"0x{(ushort)direct.VendorId:x}"));
            yield return new(prefix + "systemId", direct.SystemId);
        }
        else if (device is VgpuDevice vgpu)
        {
            yield return new(prefix + "vgpu", vgpu.Profile);
        }
    }

    private static VimObject Device(string type, int key, string label) =>
        new VimObject(type).Set("key", key).Set("deviceInfo", Description(label));

    private static VimObject Description(string label) => new VimObject("Description").Set("label", label).Set("summary", label);

    private static string Label(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind} {number}");
}
