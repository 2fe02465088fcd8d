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

/// <summary>Fixed DirectPath.</summary>
internal sealed record DirectDevice(int Key, string Address, string DeviceId, string SystemId, short VendorId)
    : PassthroughDevice(Key);

/// <summary>Dynamic DirectPath.</summary>
internal sealed record DynamicDevice(int Key, IReadOnlyList<AllowedDevice> Allowed, string? Label, string? AssignedId)
    : PassthroughDevice(Key)
{
    /// <summary>Whether a device of a host may be given for it.</summary>
    public bool Accepts(TwinDevice device) =>
        device.PassthruActive && (string.IsNullOrEmpty(Label) || Label == device.HardwareLabel)
        && (Allowed.Count == 0 || Allowed.Any(a => a.Matches(device)));
}

/// <summary>A vGPU.</summary>
internal sealed record VgpuDevice(int Key, string Profile) : PassthroughDevice(Key);

/// <summary>An allowedDevice of Dynamic DirectPath; ids are unsigned (§2.1).</summary>
internal sealed record AllowedDevice(int VendorId, int DeviceId, int? SubVendorId, int? SubDeviceId)
{
    public bool Matches(TwinDevice device) =>
        VendorId == device.VendorId && DeviceId == device.DeviceId
        && (SubVendorId is not { } vendor || vendor == TwinDevice.Hex(device.Facts.SubVendorId))
        && (SubDeviceId is not { } sub || sub == TwinDevice.Hex(device.Facts.SubDeviceId));
}
