using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>A function that a host can give away now, with what a fixed backing has to say of it.</summary>
/// <param name="Id">The host's id of it.</param>
/// <param name="DeviceId">PCI device id.</param>
/// <param name="VendorId">PCI vendor id.</param>
/// <param name="SystemId">The host's system id, which is not always its hardware UUID.</param>
internal sealed record UsablePciDevice(string Id, ushort DeviceId, ushort VendorId, string SystemId)
{
    /// <summary>Reads the pciPassthrough and sriov members of a ConfigTarget.</summary>
    public static List<UsablePciDevice> ReadAll(VimReader reader)
    {
        var all = new List<UsablePciDevice>();
        foreach (var name in reader.Children())
        {
            if (name is "pciPassthrough" or "sriov")
            {
                all.Add(Read(reader));
            }
        }

        return all;
    }

    private static UsablePciDevice Read(VimReader reader)
    {
        var usable = new UsablePciDevice("", 0, 0, "");
        foreach (var name in reader.Children())
        {
            if (name == "systemId")
            {
                usable = usable with { SystemId = reader.ReadString() };
            }
            else if (name == "pciDevice")
            {
                foreach (var part in reader.Children())
                {
                    usable = part switch
                    {
                        "id" => usable with { Id = reader.ReadString() },
                        "vendorId" => usable with { VendorId = reader.ReadId16() },
                        "deviceId" => usable with { DeviceId = reader.ReadId16() },
                        _ => usable,
                    };
                }
            }
        }

        return usable;
    }
}
