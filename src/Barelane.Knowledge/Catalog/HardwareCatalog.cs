using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>Everything that is known of hardware: cards, servers, and combinations of them. Immutable.</summary>
/// <param name="Cards">The cards.</param>
/// <param name="Servers">The servers.</param>
/// <param name="Combinations">The combinations.</param>
public sealed record HardwareCatalog(CardCatalog Cards, ServerCatalog Servers, CombinationCatalog Combinations)
{
    /// <summary>What comes with the program.</summary>
    public static HardwareCatalog BuiltIn => new(CardCatalog.BuiltIn, ServerCatalog.BuiltIn, CombinationCatalog.BuiltIn);

    /// <summary>This catalogue with the sound entries of a file in place of its own.</summary>
    public HardwareCatalog With(HardwareReading own) => new(
        own.Cards is null ? Cards : Cards.With(own.Cards),
        own.Servers is null ? Servers : Servers.With(own.Servers),
        own.Combinations is null ? Combinations : Combinations.With(own.Combinations));

    /// <summary>The same fleet with what is known of its cards, servers and combinations filled in where the hypervisor did not tell it; what was read stays.</summary>
    public FleetInventory Enrich(FleetInventory fleet) => Named(new([.. Cards.Enrich(fleet).Sites.Select(s => s with
    {
        Hosts = [.. s.Hosts.Select(h => Combinations.Enrich(s.Site, Servers.Enrich(h), Cards))],
    })]));

    private static FleetInventory Named(FleetInventory fleet)
    {
        var nameless = fleet.Hosts.SelectMany(h => h.Devices).Where(IsNameless).Select(d => new PciId(d.Id.Vendor, d.Id.Device)).ToHashSet();
        if (nameless.Count == 0)
        {
            return fleet;
        }

        var names = PciNameList.OfThisMachine.NamesOf(nameless);
        return new FleetInventory([.. fleet.Sites.Select(s => s with
        {
            Hosts = [.. s.Hosts.Select(h => h.Devices.Any(IsNameless) ? h with { Devices = [.. h.Devices.Select(d => Named(d, names))] } : h)],
        })]);
    }

    private static Device Named(Device device, IReadOnlyDictionary<PciId, (string Vendor, string Device)> names) =>
        IsNameless(device) && names.TryGetValue(new PciId(device.Id.Vendor, device.Id.Device), out var name)
            ? device with { VendorName = device.VendorName.Length > 0 ? device.VendorName : name.Vendor, Name = name.Device }
            : device;

    private static bool IsNameless(Device device) => device.Name.Length == 0 && device.Id.Vendor != 0;
}
