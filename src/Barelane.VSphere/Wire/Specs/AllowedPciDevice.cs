namespace Barelane.VSphere.Wire;

/// <summary>A kind of device that Dynamic DirectPath may choose. On the wire these ids are numbers without sign, unlike everywhere else.</summary>
internal sealed record AllowedPciDevice(ushort VendorId, ushort DeviceId)
{
    public ushort? SubVendorId { get; init; }

    public ushort? SubDeviceId { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("allowedDevice");
        writer.Write("vendorId", VendorId);
        writer.Write("deviceId", DeviceId);
        writer.Write("subVendorId", SubVendorId);
        writer.Write("subDeviceId", SubDeviceId);
        writer.Close();
    }
}
