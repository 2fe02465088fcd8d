using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostHostBusAdapter: what the host reaches storage through.</summary>
internal readonly record struct AdapterRow(string Kind, string Device, string Driver, PciAddress? Address)
{
    /// <summary>USB and SD storage, by the drivers that ESXi has had for it.</summary>
    public bool IsUsb => Driver.Contains("usb", StringComparison.OrdinalIgnoreCase) || Driver.Contains("umass", StringComparison.OrdinalIgnoreCase);

    /// <summary>A controller of the server itself, not a way into a storage network.</summary>
    public bool IsLocal => !IsUsb && Kind is not ("HostFibreChannelHba" or "HostFibreChannelOverEthernetHba" or "HostInternetScsiHba" or "HostRdmaHba" or "HostTcpHba");

    public static AdapterRow Read(VimReader reader)
    {
        var kind = reader.TypeName ?? "";
        string device = "", driver = "";
        PciAddress? address = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "device":
                    device = reader.ReadPooled();
                    break;
                case "driver":
                    driver = reader.ReadPooled();
                    break;
                case "pci":
                    address = PciRow.ReadAddress(reader);
                    break;
            }
        }

        return new AdapterRow(kind, device, driver, address);
    }
}
