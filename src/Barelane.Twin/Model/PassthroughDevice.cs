using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A VirtualPCIPassthrough of a VM, read from its vim25 object.</summary>
internal abstract record PassthroughDevice(int Key)
{
    public static PassthroughDevice? Of(VimObject device)
    {
        if (device.Type != "VirtualPCIPassthrough" || device.Child("backing") is not { } backing)
        {
            return null;
        }

        var key = (int)(device.Number("key") ?? 0);
        return backing.Type switch
        {
            "VirtualPCIPassthroughDeviceBackingInfo" => new DirectDevice(
                key,
                backing.Text("id") ?? string.Empty,
                backing.Text("deviceId") ?? string.Empty,
                backing.Text("systemId") ?? string.Empty,
                (short)(backing.Number("vendorId") ?? 0)),
            "VirtualPCIPassthroughDynamicBackingInfo" => new DynamicDevice(
                key,
                [.. backing.Items<VimObject>("allowedDevice").Select(a => new AllowedDevice(
                    (int)(a.Number("vendorId") ?? 0), (int)(a.Number("deviceId") ?? 0),
                    (int?)a.Number("subVendorId"), (int?)a.Number("subDeviceId")))],
                backing.Text("customLabel"),
                backing.Text("assignedId")),
            "VirtualPCIPassthroughVmiopBackingInfo" => new VgpuDevice(key, backing.Text("vgpu") ?? string.Empty),
            _ => null,
        };
    }
}
