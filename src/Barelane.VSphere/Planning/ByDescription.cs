using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.VSphere.Planning;

/// <summary>Whether the chosen cards can be given by description (Dynamic DirectPath I/O), and whether that keeps something a fixed card loses.</summary>
internal sealed class ByDescription
{
    private ByDescription(DynamicBacking? backing, string? obstacle)
    {
        Backing = backing;
        Obstacle = obstacle;
    }

    /// <summary>The description; null where there is none.</summary>
    public DynamicBacking? Backing { get; }

    /// <summary>Why the cards can't be described without doubt, as a sentence; null where they can.</summary>
    public string? Obstacle { get; }

    /// <summary>Describes the chosen cards by vendor, device and label, so that the description fits these and their like only.</summary>
    public static ByDescription Of(Proposing p)
    {
        var cards = p.Question.Gpus.Select(g => g.Main).ToList();
        var kinds = cards.Select(c => (c.Id.Vendor, c.Id.Device)).Distinct().ToList();
        if (kinds.Count != 1)
        {
            return No(cards.Count == 0 ? "No card was chosen." : $"The {cards.Count} chosen cards are of {kinds.Count} kinds; one description fits one kind.");
        }

        if (p.Question.Gpus.FirstOrDefault(g => g.Companions.Count > 0) is { } withOthers)
        {
            return No($"'{withOthers.Main.Address}' has {Amount.Of(withOthers.Companions.Count, "further function")} that must go to the same VM, which a description can't say.");
        }

        var labels = cards.Select(c => c.Label.Or("")).Distinct(StringComparer.Ordinal).ToList();
        if (labels.Count != 1)
        {
            return No($"The chosen cards carry different labels: {string.Join(", ", labels.Order(StringComparer.Ordinal).Select(l => $"'{l}'"))}.");
        }

        var label = labels[0];
        var likes = Likes(p, kinds[0], label).ToList();
        if (likes.FirstOrDefault(d => d.Id != cards[0].Id || !string.Equals(d.Name, cards[0].Name, StringComparison.Ordinal)) is { } other)
        {
            return No($"'{cards[0].Id}' fits different cards in reach: '{cards[0].Name}' and '{other.Name}'.");
        }

        if (label.Length == 0 && Likes(p, kinds[0], null).FirstOrDefault(d => d.Label.Or("").Length > 0) is { } labelled)
        {
            return No($"'{cards[0].Id}' without a label would also take '{labelled.Address}', which carries the label '{labelled.Label.Value}'.");
        }

        return new ByDescription(new DynamicBacking([new PciId(kinds[0].Vendor, kinds[0].Device)], label), null);
    }

    /// <summary>Whether the cluster can restart or place the VM on another host with such a card: what a fixed card would lose.</summary>
    public bool KeepsSomething(Proposing p) => p.Cluster is { } cluster
        && (cluster.HostFailover.Or(false) || cluster.LoadBalancing.Or(false))
        && p.Reach.Any(h => h.Ref != p.Host.Ref && HasCard(h, p));

    /// <summary>Whether the host could serve the description now: such a card ready, or held by the VM itself.</summary>
    public bool HasCard(Host host, Proposing p) => Backing is not null && host.AssignableHardware.Or(false)
        && host.Devices.Any(d => Fits(Backing, d)
            && (d.State.Or(DeviceState.NotPossible) == DeviceState.Ready
                || (d.State.Or(DeviceState.NotPossible) == DeviceState.InUse && p.Vm is not null && d.HeldBy.Contains(p.Vm.Ref))));

    /// <summary>Whether a device answers to a description.</summary>
    public static bool Fits(DynamicBacking backing, Device device) =>
        backing.AllowedIds().Any(i => i.Vendor == device.Id.Vendor && i.Device == device.Id.Device
            && (i.SubVendor == 0 || i.SubVendor == device.Id.SubVendor) && (i.SubDevice == 0 || i.SubDevice == device.Id.SubDevice))
        && (backing.Label is null || string.Equals(backing.Label, device.Label.Or(""), StringComparison.Ordinal));

    private static ByDescription No(string obstacle) => new(null, obstacle);

    private static IEnumerable<Device> Likes(Proposing p, (ushort Vendor, ushort Device) kind, string? label) => p.Reach
        .SelectMany(h => h.Devices)
        .Where(d => d.Id.Vendor == kind.Vendor && d.Id.Device == kind.Device
            && (label is null || string.Equals(d.Label.Or(""), label, StringComparison.Ordinal)));
}
