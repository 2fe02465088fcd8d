namespace Barelane.Core.Inventory;

/// <summary>The virtual functions (SR-IOV) of a physical function.</summary>
/// <param name="Enabled">How many there are now.</param>
/// <param name="Total">How many there can be.</param>
/// <param name="Offset">Distance of the first one's routing id from the physical function's.</param>
/// <param name="Stride">Distance between two of them.</param>
/// <param name="DeviceId">Their device id; 0 where it is not told.</param>
public sealed record VirtualFunctions(int Enabled, int Total, int Offset, int Stride, ushort DeviceId)
{
    /// <summary>The place of a virtual function, counted from 0; null where its number would leave the segment.</summary>
    public PciAddress? PlaceOf(PciAddress physical, int index)
    {
        var routing = ((physical.Bus << 8) | (physical.Device << 3) | physical.Function) + Offset + (index * Stride);
        return routing is < 0 or > 0xffff ? null : new PciAddress(physical.Domain, (byte)(routing >> 8), (byte)((routing >> 3) & 31), (byte)(routing & 7));
    }
}
