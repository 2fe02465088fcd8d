using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Advice;

/// <summary>The GPUs that an advice is given for.</summary>
/// <param name="Cards">The cards, in the order of the inventory.</param>
/// <param name="IsGeneral">Whether they stand for none in particular: there was no inventory.</param>
/// <param name="Notes">What was left out, and why.</param>
public sealed record Stock(IReadOnlyList<StockCard> Cards, bool IsGeneral, IReadOnlyList<string> Notes)
{
    /// <summary>No inventory: the cards that there are is the catalogue's to say.</summary>
    public static readonly Stock General = new([], true, []);

    private static readonly Version NotTold = new(0, 0);

    /// <summary>The GPUs of an inventory. Cards that draw the host's console and virtual functions are none of them; a taken card is kept and named.</summary>
    public static Stock Of(FleetInventory fleet, CardCatalog catalog)
    {
        var (cards, notes) = (new List<StockCard>(), new List<string>());
        foreach (var site in fleet.Sites)
        {
            foreach (var host in site.Hosts)
            {
                if (host.Connection.HasValue && host.Connection.Value != HostConnection.Connected)
                {
                    notes.Add($"'{site.Site.Alias}/{host.Name}' does not answer and is left out.");
                    continue;
                }

                cards.AddRange(host.Devices.Where(d => d.IsGpu && !d.IsHostConsole.Or(false) && !d.PhysicalFunction.HasValue).Select(d => Of(fleet, site.Site, host, d, catalog)));
            }
        }

        notes.AddRange(cards.Where(c => c.Card is null).Select(c => c.Model).Distinct(StringComparer.Ordinal)
            .Select(m => $"'{m}' is not in the card catalogue: what is known of it is what its hypervisor tells."));
        return new Stock(cards, false, notes);
    }

    private static StockCard Of(FleetInventory fleet, Site site, Host host, Device device, CardCatalog catalog)
    {
        var card = catalog.Find(device.Id);
        var sliced = device.State.Or(DeviceState.HostOwned) == DeviceState.Sliced;
        return new StockCard
        {
            Host = fleet.NameOf(host.Ref),
            Address = device.Address.ToString(),
            Model = card?.Name ?? (device.Name.Length > 0 ? $"{device.VendorName} {device.Name}".Trim() : $"[{device.Id}]"),
            Card = card,
            MemoryMiB = card is { MemoryGiB: > 0 } && catalog.IsSizeTold(device.Id) ? card.MemoryGiB * 1024 : device.MemoryMiB.HasValue ? (int)device.MemoryMiB.Value : null,
            Hypervisor = site.Hypervisor,
            Version = Version.TryParse(site.ApiVersion, out var version) ? version : NotTold,
            NumaNode = device.NumaNode.HasValue ? device.NumaNode.Value : null,
            HostFreeMiB = host.FreeMemoryMiB.HasValue ? (int)Math.Min(host.FreeMemoryMiB.Value, int.MaxValue) : null,
            Taken = TakenBy(fleet, device, sliced),
            IsSliced = sliced,
            Told = Told(host, device),
        };
    }

    private static string? TakenBy(FleetInventory fleet, Device device, bool sliced) => device switch
    {
        { HeldBy: { Count: > 0 } held } => $"held by {string.Join(", ", held.Select(v => $"'{fleet.NameOf(v)}'"))}",
        _ when sliced => "cut into slices",
        _ => device.State.Or(DeviceState.HostOwned) switch
        {
            DeviceState.InUse => "in use",
            DeviceState.NotPossible => "not possible, says the hypervisor",
            DeviceState.Stuck => "stuck",
            _ => null,
        },
    };

    /// <summary>The card's own profiles, or those of its host that are named after it, where only one of its cards can be meant.</summary>
    private static IReadOnlyList<SliceProfile> Told(Host host, Device device)
    {
        if (device.Profiles.Or([]) is { Count: > 0 } own)
        {
            return own;
        }

        var named = host.Profiles.Or([]).Where(p => SliceCards.IsNamedAfter(p.Name, device.Name)).ToList();
        var alike = host.Devices.Count(d => d.IsGpu && d.Id == device.Id);
        return alike <= 1 ? named : [.. named.Select(p => p with { Free = p.Free.HasValue ? Observed.Inferred(p.Free.Value / alike, string.Create(CultureInfo.InvariantCulture, $"the host's {p.Free.Value}, divided by its {alike} cards")) : p.Free })];
    }
}
