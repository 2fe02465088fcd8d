using System.Globalization;
using Barelane.Knowledge.Placement;

namespace Barelane.Knowledge.Advice;

/// <summary>Puts users on cards, one at a time, by <see cref="FewestCardsPolicy"/>.</summary>
internal static class Capacity
{
    /// <summary>A card that serves, with how.</summary>
    /// <param name="Card">The card.</param>
    /// <param name="PerCard">Users it holds; 1 where it goes whole.</param>
    /// <param name="Slice">The profile of its slices; null where it goes whole.</param>
    /// <param name="Spare">MiB of it that a user leaves unused.</param>
    public sealed record Usable(StockCard Card, int PerCard, SliceChoice? Slice, int Spare)
    {
        /// <summary>The name of that profile.</summary>
        public string? Profile => Slice?.Profile;
    }

    /// <summary>Where these users go; fewer where there is no room for all.</summary>
    public static IReadOnlyList<AdvicePlace> Place(IReadOnlyList<Usable> usable, int users, int cardsPerUser, int vmMemoryMiB)
    {
        // A node holds cards of one host and one way of cutting; more cards than a node may have become a second one.
        var groups = usable
            .GroupBy(u => (u.Card.Host, u.Card.Model, u.Profile, u.PerCard, u.Card.IsSliced))
            .SelectMany(g => g.OrderBy(u => u.Card.NumaNode).ThenBy(u => u.Card.Address, StringComparer.Ordinal).Chunk(NodeShape.MostGpus))
            .ToList();
        var byName = new Dictionary<string, Usable[]>(StringComparer.Ordinal);
        var states = new List<NodeState>();
        var spare = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var name = byName.Count.ToString(CultureInfo.InvariantCulture);
            byName[name] = group;
            spare[name] = group[0].Spare;
            states.Add(new NodeState(new NodeShape(name, 0, int.MaxValue, group.Length, name)));
        }

        var placer = new Placer(states, new FewestCardsPolicy(spare));
        var served = new Dictionary<string, int>(StringComparer.Ordinal);

        // Memory is the host's, whichever of its cards a VM has.
        var free = usable.GroupBy(u => u.Card.Host, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Card.HostFreeMiB ?? int.MaxValue, StringComparer.Ordinal);
        var placed = 0;
        foreach (var (sliced, perCard) in usable.Select(u => (u.Card.IsSliced, u.PerCard)).Distinct().OrderByDescending(u => u))
        {
            var milli = perCard == 1 ? Demand.WholeGpu : Demand.WholeGpu / perCard;
            var demand = Open();
            for (; placed < users && demand is not null; placed++)
            {
                if (placer.Place(demand) is not { } node)
                {
                    break;
                }

                served[node.Shape.Name] = served.GetValueOrDefault(node.Shape.Name) + 1;
                var host = byName[node.Shape.Name][0].Card.Host;
                free[host] -= vmMemoryMiB;
                demand = free[host] < vmMemoryMiB ? Open() : demand;
            }

            Demand? Open() => byName.Where(p => p.Value[0].PerCard == perCard && p.Value[0].Card.IsSliced == sliced && free[p.Value[0].Card.Host] >= vmMemoryMiB).Select(p => p.Key).ToList() is { Count: > 0 } open
                ? new Demand(0, 0, cardsPerUser, milli, string.Join('|', open))
                : null;
        }

        return [.. served.Select(s => Of(byName[s.Key], s.Value, cardsPerUser)).OrderBy(p => p.Host.Length).ThenBy(p => p.Host, StringComparer.Ordinal)];
    }

    private static AdvicePlace Of(Usable[] group, int users, int cardsPerUser)
    {
        var perCard = group[0].PerCard;
        var cards = perCard == 1 ? users * cardsPerUser : (users + perCard - 1) / perCard;
        var used = group.Take(cards).ToList();
        var split = cardsPerUser > 1 && used.Select(u => u.Card.NumaNode).Chunk(cardsPerUser).Any(c => c.Distinct().Count() > 1);
        return new AdvicePlace(
            group[0].Card.Host, group[0].Card.Model, [.. used.Select(u => u.Card.Address)], group[0].Profile, users,
            perCard == 1 ? 0 : (cards * perCard) - users,
            split ? "Cards of one user hang on two NUMA nodes." : "");
    }
}
