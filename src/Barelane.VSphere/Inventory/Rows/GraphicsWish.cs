using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostGraphicsConfig: what graphics types are wished, for new cards and for single ones.</summary>
internal sealed record GraphicsWish(string? Default, IReadOnlyDictionary<PciAddress, string> ByDevice)
{
    public static GraphicsWish Read(VimReader reader)
    {
        string? common = null;
        var single = new Dictionary<PciAddress, string>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "hostDefaultGraphicsType":
                    common = reader.ReadPooled();
                    break;
                case "deviceType":
                    ReadDevice(reader, single);
                    break;
            }
        }

        return new GraphicsWish(common, single);
    }

    private static void ReadDevice(VimReader reader, Dictionary<PciAddress, string> single)
    {
        PciAddress? address = null;
        var type = "";
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "deviceId":
                    address = PciRow.ReadAddress(reader);
                    break;
                case "graphicsType":
                    type = reader.ReadPooled();
                    break;
            }
        }

        if (address is { } known)
        {
            single[known] = type;
        }
    }
}
