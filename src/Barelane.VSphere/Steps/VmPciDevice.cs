using Barelane.Core.Inventory;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>One PCI device or slice in a VM's configuration.</summary>
/// <param name="Key">The server's key of it.</param>
/// <param name="Type">Its type, for the removal.</param>
/// <param name="Backing">What it is backed by; a fixed backing's host is left empty, since a configuration knows only a system id.</param>
/// <param name="Group">Key of its vendor device group; null where it is in none.</param>
internal sealed record VmPciDevice(int Key, string Type, Backing Backing, int? Group)
{
    /// <summary>Whether this is what the backing names; a function is the same one by address, whichever system id the device carries.</summary>
    public bool Is(Backing wanted) => (wanted, Backing) switch
    {
        (FixedBacking w, FixedBacking own) => w.Address == own.Address,
        (GroupBacking, _) => false,
        _ => Group is null && wanted == Backing,
    };

    /// <summary>Reads one item of <c>config.hardware.device</c>; null for devices of other kinds.</summary>
    public static VmPciDevice? Read(VimReader reader)
    {
        var type = reader.TypeName ?? "";
        if (type != "VirtualPCIPassthrough")
        {
            reader.Skip();
            return null;
        }

        var key = 0;
        Backing? backing = null;
        int? group = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    key = reader.ReadInt32();
                    break;
                case "backing":
                    backing = ReadBacking(reader);
                    break;
                case "deviceGroupInfo":
                    group = ReadGroup(reader);
                    break;
            }
        }

        return new VmPciDevice(key, type, backing ?? new OtherBacking("without backing"), group);
    }

    private static Backing ReadBacking(VimReader reader)
    {
        var type = reader.TypeName ?? "";
        string id = "", deviceId = "", profile = "", label = "";
        ushort vendor = 0;
        var allowed = new List<PciId>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "id":
                    id = reader.ReadString();
                    break;
                case "deviceId":
                    deviceId = reader.ReadString();
                    break;
                case "vendorId":
                    vendor = reader.ReadId16();
                    break;
                case "vgpu":
                    profile = reader.ReadString();
                    break;
                case "customLabel":
                    label = reader.ReadString();
                    break;
                case "allowedDevice":
                    allowed.Add(ReadAllowed(reader));
                    break;
            }
        }

        return type switch
        {
            "VirtualPCIPassthroughDeviceBackingInfo" when PciAddress.TryParse(id, out var address) =>
                new FixedBacking(address, new PciId(vendor, PciWire.ParseDeviceIdHex(deviceId) ?? 0), ""),
            "VirtualPCIPassthroughDynamicBackingInfo" when allowed.Count > 0 => new DynamicBacking(allowed, label),
            "VirtualPCIPassthroughVmiopBackingInfo" => new ProfileBacking(profile),
            _ => new OtherBacking(type),
        };
    }

    private static PciId ReadAllowed(VimReader reader)
    {
        ushort vendor = 0, device = 0, subVendor = 0, subDevice = 0;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "vendorId":
                    vendor = reader.ReadId16();
                    break;
                case "deviceId":
                    device = reader.ReadId16();
                    break;
                case "subVendorId":
                    subVendor = reader.ReadId16();
                    break;
                case "subDeviceId":
                    subDevice = reader.ReadId16();
                    break;
            }
        }

        return new PciId(vendor, device, subVendor, subDevice);
    }

    private static int? ReadGroup(VimReader reader)
    {
        int? key = null;
        foreach (var name in reader.Children())
        {
            if (name == "groupInstanceKey")
            {
                key = reader.ReadInt32();
            }
        }

        return key;
    }
}
