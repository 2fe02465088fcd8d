using Barelane.Core.Inventory;

namespace Barelane.VSphere.Planning;

/// <summary>
/// A function named by its address: <c>fixed 0000:3b:00.0 10de:2235 at 4c4c4544-…</c>. The host is part of it, because servers of one
/// kind have their cards at the same address, and a device that names another host's system id does not power on.
/// </summary>
/// <param name="Address">The function.</param>
/// <param name="Id">Its vendor and device id; subsystem ids are left out.</param>
/// <param name="Host">Id of the host whose system id the device names; <c>system:ID</c> where no host that was read has that system id.</param>
public sealed record FixedBacking(PciAddress Address, PciId Id, string Host) : Backing
{
    internal const string Word = "fixed";

    /// <summary>The backing of a host's function.</summary>
    public static FixedBacking Of(ObjectRef host, Device device) =>
        new(device.Address, new PciId(device.Id.Vendor, device.Id.Device), host.Id);

    internal static FixedBacking? TryParse(string rest)
    {
        var parts = rest.Split(' ', 4);
        return parts.Length == 4 && parts[2] == "at" && parts[3].Length > 0
            && PciAddress.TryParse(parts[0], out var address)
            && PciId.TryParse(parts[1], out var id) && id is { SubVendor: 0, SubDevice: 0 }
            ? new FixedBacking(address, id, parts[3])
            : null;
    }

    private protected override string Print() => $"{Word} {Address} {Id} at {Host}";
}
