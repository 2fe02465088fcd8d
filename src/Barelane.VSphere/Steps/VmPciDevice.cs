using System.Globalization;
using Barelane.VSphere.Inventory;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>One PCI device or slice in a VM's configuration.</summary>
/// <param name="Key">The server's key of it.</param>
/// <param name="Backing">What it is backed by; a fixed backing's host is left empty, since a configuration knows only a system id.</param>
/// <param name="Group">Key of its vendor device group; null where it is in none.</param>
internal sealed record VmPciDevice(int Key, Backing Backing, string? Group)
{
    /// <summary>The device type that is added and removed here.</summary>
    public const string Type = "VirtualPCIPassthrough";

    /// <summary>Whether this is what the backing names; a function is the same one by address, whichever system id the device carries.</summary>
    public bool Is(Backing wanted) => (wanted, Backing) switch
    {
        (FixedBacking w, FixedBacking own) => w.Address == own.Address,
        _ => Group is null && wanted == Backing,
    };

    /// <summary>Reads one item of <c>config.hardware.device</c>; null for devices of other kinds.</summary>
    public static VmPciDevice? Read(VimReader reader)
    {
        if (reader.TypeName != Type)
        {
            reader.Skip();
            return null;
        }

        var given = GivenRow.Read(reader);
        Backing backing = given.Kind switch
        {
            "VirtualPCIPassthroughDeviceBackingInfo" when given.Address is { } address => new FixedBacking(address, given.Id, ""),
            "VirtualPCIPassthroughDynamicBackingInfo" when given.Allowed.Count > 0 => new DynamicBacking(given.Allowed, given.Label),
            "VirtualPCIPassthroughVmiopBackingInfo" => new ProfileBacking(given.Profile),
            _ => new OtherBacking(given.Kind),
        };
        return new VmPciDevice(int.Parse(given.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), backing, given.Group);
    }
}
