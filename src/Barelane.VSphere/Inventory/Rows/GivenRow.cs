using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A host device or slice in a VM's hardware, as it came.</summary>
internal sealed class GivenRow
{
    public string Key { get; private set; } = "";

    /// <summary>The backing's type without prefix; empty where the device has none.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The function of a fixed backing, or the one that a backing by description got.</summary>
    public PciAddress? Address { get; private set; }

    public PciId Id { get; private set; }

    public string SystemId { get; private set; } = "";

    public List<PciId> Allowed { get; } = [];

    public string? Label { get; private set; }

    /// <summary>The vGPU profile or the DVX class.</summary>
    public string Profile { get; private set; } = "";

    /// <summary>The vendor's device group it is part of.</summary>
    public string? Group { get; private set; }

    public static GivenRow Read(VimReader reader)
    {
        var row = new GivenRow();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "key":
                    row.Key = reader.ReadString();
                    break;
                case "backing":
                    row.Kind = reader.TypeName ?? "";
                    row.ReadBacking(reader);
                    break;
                case "deviceGroupInfo":
                    row.ReadGroup(reader);
                    break;
                case "sriovBacking":
                    row.Kind = "Sriov";
                    row.ReadSriov(reader);
                    break;
            }
        }

        return row;
    }

    private void ReadBacking(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "id":
                    Address = PciRow.ReadAddress(reader);
                    break;
                case "deviceId":
                    Id = Id with { Device = PciWire.ParseDeviceIdHex(reader.ReadString()) ?? 0 };
                    break;
                case "systemId":
                    SystemId = reader.ReadPooled();
                    break;
                case "vendorId":
                    Id = Id with { Vendor = reader.ReadId16() };
                    break;
                case "allowedDevice":
                    Allowed.Add(ReadAllowed(reader));
                    break;
                case "customLabel":
                    Label = reader.ReadPooled();
                    break;
                case "assignedId":
                    Address = BindingRow.Parse(reader.ReadPooled());
                    break;
                case "vgpu" or "deviceClass":
                    Profile = reader.ReadPooled();
                    break;
            }
        }
    }

    private void ReadGroup(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "groupInstanceKey")
            {
                Group = reader.ReadString();
            }
        }
    }

    private void ReadSriov(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "physicalFunctionBacking")
            {
                ReadBacking(reader);
            }
        }
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
}
