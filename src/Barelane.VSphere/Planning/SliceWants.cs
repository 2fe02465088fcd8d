using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Wants of the shared way: a card whose graphics type is 'Shared Direct', so that the host can cut slices from it.</summary>
internal static class SliceWants
{
    private const string SharedDirect = "sharedDirect";
    private const string Reason = "slices are cut only from a card whose graphics type is 'Shared Direct'; unchanged, power-on fails with 'The amount of graphics resource available … is insufficient'";

    /// <summary>The profile or group the assignment asks for; empty where it names none.</summary>
    public static string NameOf(Proposing p) => p.Assignment.Gpu.Group ?? p.Assignment.Gpu.Profile ?? "";

    public static IReadOnlyList<Backing> BackingsOf(Proposing p)
    {
        Backing? one = p.Assignment.Gpu.Group is { } group ? new GroupBacking(group) : p.Assignment.Gpu.Profile is { } profile ? new ProfileBacking(profile) : null;
        return one is null ? [] : [.. Enumerable.Repeat(one, p.Assignment.Gpu.Count)];
    }

    /// <summary>
    /// Framebuffer of each slice that the VM gets, in MiB; null where it is not told. A group counts as the slices it is made of
    /// (<c>Nvidia:2@grid_a100-40c%NVLink</c> are two).
    /// </summary>
    public static IReadOnlyList<long?> MemoryOf(Proposing p)
    {
        var (count, profile) = GroupParts(NameOf(p)) ?? (1, NameOf(p));
        var memory = p.Host.Profiles.Or([]).FirstOrDefault(o => string.Equals(o.Name, profile, StringComparison.Ordinal))?.MemoryMiB.Map(m => (long?)m).Or(null);
        memory ??= SliceNames.MemoryMiB(profile);
        return [.. Enumerable.Repeat(memory, count * p.Assignment.Gpu.Count)];
    }

    public static void AddHostSide(Proposing p)
    {
        var name = NameOf(p);
        var cards = SliceCards.Of(p.Host, p.Assignment.Gpu, GroupParts(name)?.Profile ?? name);
        var serving = cards.FirstOrDefault(d => d.GraphicsType.Or("") == SharedDirect && !d.PassthroughWanted.Or(false));
        if (serving is not null)
        {
            p.Want(serving.Ref, Field.GraphicsType, SharedDirect, Reason);
            return;
        }

        var free = p.Host.Profiles.Or([]).FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal))?.Free.Or(0) ?? 0;
        if (free > 0 && !cards.Any(d => d.GraphicsType.HasValue))
        {
            // The host places such slices, whatever it keeps to itself about its cards.
            return;
        }

        var named = p.Assignment.Gpu.Address is not null || p.Assignment.Gpu.Serial is not null;
        var card = cards.FirstOrDefault(d => d.GraphicsType.HasValue && !d.PassthroughWanted.Or(false) && d.HeldBy.Count == 0)
            ?? (named && cards.Count > 0 ? cards[0] : null);
        if (card is null)
        {
            if (p.Host.DefaultGraphicsType.HasValue)
            {
                p.Want(p.Host.Ref, Field.DefaultGraphicsType, SharedDirect, Reason);
            }

            return;
        }

        if (card.PassthroughWanted.Or(false))
        {
            p.Want(card.Ref, Field.Passthrough, "off", "a card that is passed through whole can't be cut into slices");
        }

        p.Want(card.Ref, Field.GraphicsType, SharedDirect, Reason);
    }

    private static (int Count, string Profile)? GroupParts(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var colon = at < 0 ? -1 : name.LastIndexOf(':', at);
        if (colon < 0 || !int.TryParse(name.AsSpan(colon + 1, at - colon - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) || count is < 1 or > 64)
        {
            return null;
        }

        var end = name.IndexOf('%', at);
        return (count, end < 0 ? name[(at + 1)..] : name[(at + 1)..end]);
    }
}
