namespace Barelane.Twin.Model;

/// <summary>An allowedDevice of Dynamic DirectPath; ids are unsigned (§2.1).</summary>
internal sealed record AllowedDevice(int VendorId, int DeviceId, int? SubVendorId, int? SubDeviceId)
{
    public bool Matches(TwinDevice device) =>
        VendorId == device.VendorId && DeviceId == device.DeviceId
        && (SubVendorId is not { } vendor || vendor == TwinDevice.Hex(device.Facts.SubVendorId))
        && (SubDeviceId is not { } sub || sub == TwinDevice.Hex(device.Facts.SubDeviceId));
}
