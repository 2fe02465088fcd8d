using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Losses;

namespace Barelane.Knowledge.Advice;

/// <summary>Judges one way for a description on given cards.</summary>
internal static class Evaluation
{
    private const string LosePrefix = "lose-";

    /// <summary>The way's verdict, places, losses and cost.</summary>
    public static AdviceOption Of(Description wanted, IReadOnlyList<StockCard> cards, Way way)
    {
        var unsuitable = way == Way.Remote ? RemoteWay.Obstacles(wanted).ToList() : [];
        var (usable, left) = Usable(wanted, cards, way);

        // Hypervisors lose different things: cards whose way takes what is needed are no cards for it. Cards that are alike lose alike.
        var known = new Dictionary<(Hypervisor, Version, SliceProfile?), IReadOnlyList<Loss>>();
        IReadOnlyList<Loss> LossesOf(Capacity.Usable card)
        {
            var key = (card.Card.Hypervisor, card.Card.Version, card.Slice?.Told);
            return known.TryGetValue(key, out var losses) ? losses : known[key] = Advisor.LossesOf(wanted, card.Card, way, card.Slice);
        }

        var keeping = wanted.Needs.Count == 0 ? usable : [.. usable.Where(u => Taken(LossesOf(u), wanted.Needs).Count == 0)];
        if (usable.Count > 0 && keeping.Count == 0)
        {
            unsuitable.AddRange(Taken(LossesOf(usable[0]), wanted.Needs).Select(l => $"It takes {l.Loss.Feature}, which is needed: {l.Loss.Text}"));
        }

        var chosen = keeping.Count > 0 ? LossesOf(keeping[0]) : usable.Count > 0 ? LossesOf(usable[0]) : [];
        var running = way == Way.Remote && wanted.Batch ? 1 : wanted.Running;
        var places = unsuitable.Count > 0 ? [] : Place(wanted, keeping, way);
        var served = places.Sum(p => p.Users);
        var profiles = places.Select(p => p.Profile).ToHashSet(StringComparer.Ordinal);
        var slices = keeping.Select(u => u.Slice).OfType<SliceChoice>().Where(s => profiles.Contains(s.Profile)).DistinctBy(s => s.Profile).ToList();
        var verdict = unsuitable.Count > 0 ? Verdict.Unsuitable : served >= running ? Verdict.Serves : Verdict.TooFew;
        var obstacles = unsuitable.Concat(verdict == Verdict.TooFew ? TooFew(wanted, cards, keeping, served, running, left) : []).ToList();
        var licence = places.Count > 0 && way == Way.Shared ? slices.Find(s => s.Licence.Length > 0)?.Licence ?? "" : "";
        var option = new AdviceOption
        {
            Way = way,
            Verdict = verdict,
            Places = places,
            Reasons = [.. verdict == Verdict.Unsuitable ? [] : Reasons(wanted, way, places, slices, keeping)],
            Obstacles = obstacles,
            Losses = [.. chosen.Where(l => l.Certainty != LossCertainty.Kept)],
            UnmetWishes = [.. Taken(chosen, wanted.Wishes).Concat(Perhaps(chosen, wanted.Wishes)).Select(l => l.Feature)],
            SlowDown = SlowDowns.Of(way, wanted),
            Density = places.Count == 0 ? 0 : (double)served / places.Sum(p => p.Addresses.Count),
            Licence = licence,
        };
        return verdict == Verdict.Serves ? option with { Cost = Costs.Of(wanted, option) } : option;
    }

    /// <summary>The places with the fewest cards, of those the smallest: all of one model where that serves as many as a mixture does.</summary>
    private static IReadOnlyList<AdvicePlace> Place(Description wanted, IReadOnlyList<Capacity.Usable> usable, Way way)
    {
        var models = usable.Select(u => u.Card.Model).Distinct(StringComparer.Ordinal).ToList();
        var memory = usable.DistinctBy(u => u.Card.Model).ToDictionary(u => u.Card.Model, u => (long)(u.Card.MemoryMiB ?? 0), StringComparer.Ordinal);
        var tried = models.Count < 2 ? [usable] : models.Select(m => (IReadOnlyList<Capacity.Usable>)[.. usable.Where(u => u.Card.Model == m)]).Append(usable);
        return tried
            .Select(cards => Capacity.Place(cards, wanted.Running, wanted.WholeCards ?? 1, way == Way.Remote ? 0 : wanted.VmMemoryMiB))
            .OrderByDescending(p => p.Sum(place => place.Users))
            .ThenBy(p => p.Sum(place => place.Addresses.Count))
            .ThenBy(p => p.Sum(place => place.Addresses.Count * memory[place.Model]))
            .First();
    }

    private static (List<Capacity.Usable> Usable, IReadOnlyList<string> Left) Usable(Description wanted, IReadOnlyList<StockCard> cards, Way way)
    {
        var (usable, left) = (new List<Capacity.Usable>(), new List<string>());
        var alike = new Dictionary<(Catalog.Card, Hypervisor, Version), Capacity.Usable>();
        foreach (var card in cards)
        {
            // Free cards of one model that nobody tells anything about are judged once.
            var plain = card is { Taken: null, Told.Count: 0, Card: not null };
            var key = (card.Card!, card.Hypervisor, card.Version);
            if (plain && alike.TryGetValue(key, out var like))
            {
                usable.Add(like with { Card = card });
                continue;
            }

            var (found, why) = way == Way.Shared ? Slice(wanted, card) : Whole(wanted, card, way);
            if (plain && found is not null)
            {
                alike[key] = found;
            }

            if (found is not null)
            {
                usable.Add(found);
            }
            else
            {
                left.Add(why);
            }
        }

        return (usable, [.. left.GroupBy(w => w, StringComparer.Ordinal).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} ({Amount.Of(g.Count(), "card")})")]);
    }

    private static (Capacity.Usable? Found, string Why) Whole(Description wanted, StockCard card, Way way)
    {
        if (card.Taken is { } taken)
        {
            return (null, $"'{card.Model}' at {card.Address} of '{card.Host}' is {taken}.");
        }

        if (NotSupported(card, Way.Direct) is { } why)
        {
            return (null, why);
        }

        if (wanted.Work != WorkKind.Compute && card.Card?.Vgpu is { Profiles: var profiles } && profiles.All(p => p.Series == Catalog.VgpuSeries.C))
        {
            return (null, $"A '{card.Model}' is a card for computing: NVIDIA offers no profile with graphics for it.");
        }

        if (card.MemoryMiB is not { } memory)
        {
            return (null, $"How much memory a '{card.Model}' has is not known; 'barelane catalog' says how to add it.");
        }

        // A pool cuts a card by memory alone; its time is competed for.
        var leases = way == Way.Remote && wanted.WholeCards is null ? Math.Max(memory / Math.Max(wanted.MemoryMiB, 1), 0) : 1;
        return memory < wanted.MemoryMiB || leases == 0
            ? (null, $"A '{card.Model}' has {Words.Memory(memory)}, needed are {Words.Memory(wanted.MemoryMiB)}.")
            : (new Capacity.Usable(card, leases, null, memory - (leases * wanted.MemoryMiB)), "");
    }

    private static (Capacity.Usable? Found, string Why) Slice(Description wanted, StockCard card)
    {
        if (wanted.WholeCards > 1)
        {
            return (null, "Several whole cards for one VM go direct; several slices for one VM are not reckoned here.");
        }

        if (card.Taken is { } taken && !card.IsSliced)
        {
            return (null, $"'{card.Model}' at {card.Address} of '{card.Host}' is {taken}.");
        }

        if (NotSupported(card, Way.Shared) is { } why)
        {
            return (null, why);
        }

        var (choice, none) = SliceChoice.Of(card, wanted);
        return choice is null ? (null, none)
            : (new Capacity.Usable(card, choice.PerCard, choice, Math.Max((card.MemoryMiB ?? 0) - (choice.PerCard * wanted.MemoryMiB), 0)), "");
    }

    private static string? NotSupported(StockCard card, Way way)
    {
        if (card.Card is null)
        {
            return null;
        }

        if (!card.Card.Ways.Contains(way))
        {
            return $"A '{card.Model}' does not go {way.ToString().ToLowerInvariant()}.";
        }

        return card.Supports(way) switch
        {
            null when card.Card.Support.Count > 0 => $"Whether a '{card.Model}' goes {way.ToString().ToLowerInvariant()} on {Name(card)} was not found out.",
            { From.Length: > 0 } support when Version.TryParse(support.From, out var from) && card.Version < from => $"A '{card.Model}' goes {way.ToString().ToLowerInvariant()} on {Name(card)} from {support.From} on; '{card.Host}' has {card.Version}.",
            _ => null,
        };
    }

    private static string Name(StockCard card) => card.Hypervisor switch
    {
        Hypervisor.VSphere => "vSphere",
        Hypervisor.Kvm => "KVM",
        _ => "Hyper-V",
    };

    private static List<(string Feature, Loss Loss)> Taken(IReadOnlyList<Loss> losses, IReadOnlyList<string> features) => With(losses, features, LossCertainty.Lost);

    private static List<(string Feature, Loss Loss)> Perhaps(IReadOnlyList<Loss> losses, IReadOnlyList<string> features) => With(losses, features, LossCertainty.Unverified);

    /// <summary>The features of which the best that is left is this: of several kinds of snapshots one is enough.</summary>
    private static List<(string Feature, Loss Loss)> With(IReadOnlyList<Loss> losses, IReadOnlyList<string> features, LossCertainty certainty) =>
        [.. features
            .Select(f => (Feature: f, Loss: losses.Where(l => IsMain(l.Area) && string.Equals(l.Consent, LosePrefix + f, StringComparison.Ordinal)).MinBy(l => l.Certainty)!))
            .Where(f => f.Loss is not null && f.Loss.Certainty == certainty)];

    /// <summary>What people mean by the name of a consent; disks that move, and what goes on while a VM is off or its host is serviced, are told but decide nothing.</summary>
    private static bool IsMain(LossArea area) => area is not (LossArea.StorageMigration or LossArea.Maintenance or LossArea.OfflineSnapshot or LossArea.CpuHotAdd);

    private static IEnumerable<string> TooFew(Description wanted, IReadOnlyList<StockCard> cards, List<Capacity.Usable> keeping, int served, int running, IReadOnlyList<string> left)
    {
        yield return cards.Count == 0 ? "The inventory has no GPU."
            : keeping.Count == 0 ? "No card of the inventory can serve it."
            : string.Create(CultureInfo.InvariantCulture, $"There is room for {served} of {running}{(wanted.VmMemoryMiB > 0 ? $", with {Words.Memory(wanted.VmMemoryMiB)} of host memory for each VM" : "")}.");
        foreach (var why in left)
        {
            yield return why;
        }
    }

    private static IEnumerable<string> Reasons(Description wanted, Way way, IReadOnlyList<AdvicePlace> places, List<SliceChoice> slices, IReadOnlyList<Capacity.Usable> usable)
    {
        switch (way)
        {
            case Way.Direct:
                yield return wanted.Load == LoadShape.Steady || wanted.WholeCards is not null
                    ? "Each user loads a card all the time, or needs it whole: nothing is gained by sharing one."
                    : "Each user has the whole card, also while it idles: with uneven load most of it is unused.";
                if (usable.Count > 0 && Advisor.VariantOf(wanted, usable[0].Card, way) == WayVariant.DirectByDescription)
                {
                    yield return "Named by its description, not by its place (Dynamic DirectPath I/O): that is what lets HA restart the VM elsewhere.";
                }

                break;
            case Way.Shared:
                yield return wanted.Load == LoadShape.Peak
                    ? "The load is uneven: users have the card's power in turn, and no card idles because its one user does."
                    : "Users load their slices all the time: each gets its share of the card, never the peak.";
                foreach (var slice in slices)
                {
                    yield return slice.Mig is { } mig
                        ? $"'{slice.Profile}' is a MIG instance ({mig}): its part of the processors is its own."
                        : $"'{slice.Profile}' shares the card in time; all slices of a card have this size{(slice.IsDerived ? ", and how many it holds is computed, not read" : "")}.";
                }

                break;
            default:
                foreach (var reason in RemoteWay.Reasons(wanted, places))
                {
                    yield return reason;
                }

                break;
        }
    }
}
