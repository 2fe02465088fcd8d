namespace Barelane.Twin.Model;

/// <summary>Fixed DirectPath.</summary>
internal sealed record DirectDevice(int Key, string Address, string DeviceId, string SystemId, short VendorId)
    : PassthroughDevice(Key);
