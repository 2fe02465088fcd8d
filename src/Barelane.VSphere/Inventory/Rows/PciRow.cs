using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostPciDevice as it came. Ids travel as signed shorts, bus and slot as signed bytes; <c>id</c> is hexadecimal and decides.</summary>
internal readonly record struct PciRow(PciAddress Address, PciId Id, PciClass Class, string Vendor, string Name, PciAddress? Parent)
{
    public static PciRow Read(VimReader reader)
    {
        PciAddress? address = null, parent = null;
        byte bus = 0, slot = 0, function = 0;
        ushort vendor = 0, device = 0, subVendor = 0, subDevice = 0, code = 0;
        string vendorName = "", deviceName = "";
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "id":
                    address = ReadAddress(reader);
                    break;
                case "classId":
                    code = reader.ReadId16();
                    break;
                case "bus":
                    bus = reader.ReadId8();
                    break;
                case "slot":
                    slot = reader.ReadId8();
                    break;
                case "function":
                    function = reader.ReadId8();
                    break;
                case "vendorId":
                    vendor = reader.ReadId16();
                    break;
                case "subVendorId":
                    subVendor = reader.ReadId16();
                    break;
                case "vendorName":
                    vendorName = reader.ReadPooled();
                    break;
                case "deviceId":
                    device = reader.ReadId16();
                    break;
                case "subDeviceId":
                    subDevice = reader.ReadId16();
                    break;
                case "parentBridge":
                    parent = ReadAddress(reader);
                    break;
                case "deviceName":
                    deviceName = reader.ReadPooled();
                    break;
            }
        }

        // Old hosts write 'bus:slot.function' without a segment; the numbers say the same.
        var place = address ?? new PciAddress(0, bus, (byte)(slot & 0x1f), (byte)(function & 7));
        return new PciRow(place, new PciId(vendor, device, subVendor, subDevice), new PciClass(code), vendorName, deviceName, parent);
    }

    /// <summary>An address as vim25 writes it; null for anything else (a lone host names devices that have none by other words).</summary>
    public static PciAddress? ReadAddress(VimReader reader) => PciAddress.TryParse(reader.ReadPooled(), out var address) ? address : null;
}
