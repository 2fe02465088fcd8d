using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Losses;
using Barelane.Knowledge.Advice;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Advice;

/// <summary>An advice for people: the answer first, then each way with its reasons, then what would change it.</summary>
public static class AdviceText
{
    private const int MostPlaces = 12;
    private const int MostAddresses = 8;

    /// <summary>The view of <c>advise</c>.</summary>
    public static string Render(AdviceResult advice, TextLook look)
    {
        var page = new TextPage(look);
        var asked = advice.Description;
        page.Flow(0, 2, new Span($"Advice for {asked.Name}", Ink.Strong), new Span($" ({Asked(asked)})", Ink.Dim));
        page.Flow(0, 2, new Span(advice.IsGeneral ? "Without an inventory: cards of the catalogue, in hosts to come." : $"On an inventory with {Amount.Of(advice.CardsSeen, "GPU")}.", Ink.Dim));
        page.Blank();
        var best = advice.Best;
        if (advice.Serves)
        {
            page.Flow(0, 2, new Span($"Take the {Name(best.Way)} way", Ink.Good), $": {Summary(best)}");
            if (best.Cost is { } cost && cost.PerUser > cost.Workstation)
            {
                page.Flow(0, 2, new Span("By these prices a workstation each is cheaper.", Ink.Warn));
            }
        }
        else
        {
            page.Flow(0, 2, new Span("No way serves this", Ink.Bad), advice.IsGeneral ? " as it is described." : " on this inventory.", advice.Changes.Count > 0 ? $" The smallest change that would: {advice.Changes[0].Text}." : " No single change that was tried would.");
        }

        var number = 0;
        foreach (var option in advice.Options)
        {
            Add(page, option, ++number, advice.IsGeneral);
        }

        Changes(page, advice);
        if (advice.Notes.Count > 0)
        {
            page.Heading("To know");
            foreach (var note in advice.Notes)
            {
                page.Flow(2, 4, note);
            }
        }

        return page.ToString();
    }

    private static void Add(TextPage page, AdviceOption option, int number, bool isGeneral)
    {
        var (word, ink) = option.Verdict switch
        {
            Verdict.Serves => ("serves all", Ink.Good),
            Verdict.TooFew => ("too few cards", Ink.Warn),
            _ => ("unsuitable", Ink.Bad),
        };
        page.Blank();
        page.Flow(0, 3, $"{number}", "  ", new Span(Name(option.Way), Ink.Strong), "  ", new Span(word, ink));
        var rows = new List<IReadOnlyList<Span>>();
        rows.AddRange(option.Obstacles.Select(o => (IReadOnlyList<Span>)["but", o]));
        if (isGeneral)
        {
            rows.AddRange(option.Places.GroupBy(p => (p.Model, p.Profile)).Select(g => (IReadOnlyList<Span>)["where", $"{Amount.Of(g.Count(), "new host")} with {Amount.Of(g.Sum(p => p.Addresses.Count), "card")} '{g.Key.Model}'{(g.Key.Profile is { } profile ? $" as '{profile}'" : "")}"]));
        }
        else
        {
            rows.AddRange(option.Places.Take(MostPlaces).Select(p => (IReadOnlyList<Span>)["where", Place(p)]));
        }

        if (!isGeneral && option.Places.Count > MostPlaces)
        {
            rows.Add(["where", $"and {Amount.Of(option.Places.Count - MostPlaces, "more place")}; --output json has them all"]);
        }

        if (option.Places.Count > 0)
        {
            rows.Add(["density", string.Create(CultureInfo.InvariantCulture, $"{option.Density:0.##} {(option.Density == 1 ? "user" : "users")} a card: {Amount.Of(option.Served, "user")} at once on {Amount.Of(option.Cards, "card")}")]);
        }

        rows.AddRange(option.Reasons.Select(r => (IReadOnlyList<Span>)["because", r]));
        if (option.Verdict != Verdict.Unsuitable)
        {
            rows.Add(["slower", option.SlowDown]);
        }

        rows.AddRange(option.Losses.Where(l => l.Certainty != LossCertainty.Kept).Select(l => (IReadOnlyList<Span>)[Certainty(l.Certainty), $"{l.Feature}: {l.Text}"]));
        if (option.UnmetWishes.Count > 0)
        {
            rows.Add(["wishes", $"not kept, or not surely: {string.Join(", ", option.UnmetWishes)}"]);
        }

        if (option.Licence.Length > 0)
        {
            rows.Add(["licence", option.Licence]);
        }

        if (option.Cost is { } cost)
        {
            rows.Add(["cost", cost.Arithmetic]);
        }

        page.Table(3, rows);
    }

    private static void Changes(TextPage page, AdviceResult advice)
    {
        page.Heading(advice.Serves ? "What would change the answer" : "What would make it possible");
        if (advice.Changes.Count == 0)
        {
            page.Flow(2, 4, advice.Serves ? "No single change of what was tried: users, memory, load, needs, cards, versions." : "No single change of what was tried: users, memory, load, needs, cards, versions. Two at a time are not tried.");
            return;
        }

        foreach (var change in advice.Changes)
        {
            page.Flow(2, 4, change.Text, new Span(change.Verdict == Verdict.Serves ? $": {Name(change.Way)}" : $": nothing serves it; nearest is {Name(change.Way)}", Ink.Dim));
        }
    }

    private static string Summary(AdviceOption option)
    {
        var cards = option.Places.GroupBy(p => (p.Model, p.Profile)).Select(g => $"{g.Sum(p => p.Addresses.Count)} x '{g.Key.Model}'{(g.Key.Profile is { } profile ? $" as '{profile}'" : "")}");
        var hosts = option.Places.Select(p => p.Host).Distinct(StringComparer.Ordinal).Count();
        return $"{string.Join(", ", cards)} on {Amount.Of(hosts, "host")} for {Amount.Of(option.Served, "user")} at once.";
    }

    private static string Place(AdvicePlace place)
    {
        var shown = place.Addresses.Count <= MostAddresses ? string.Join(", ", place.Addresses) : $"{string.Join(", ", place.Addresses.Take(MostAddresses))} and {place.Addresses.Count - MostAddresses} more";
        return $"{place.Host}: {Amount.Of(place.Users, "user")} on {place.Addresses.Count} x '{place.Model}'{(place.Profile is { } profile ? $" as '{profile}'" : "")} ({shown}){(place.Room > 0 ? $", room for {place.Room} more" : "")}{(place.Note.Length > 0 ? $". {place.Note}" : "")}";
    }

    private static string Asked(Description asked) => string.Join(", ", new[]
    {
        Amount.Of(asked.Users, "user"),
        asked.AtOnce is { } atOnce && atOnce < asked.Users ? $"{atOnce} at once" : "",
        asked.Load == LoadShape.Peak ? "uneven load" : "load all the time",
        asked.WholeCards is { } cards ? $"{Amount.Of(cards, "whole card")} each" : "",
        asked.MemoryMiB % 1024 == 0 ? $"{asked.MemoryMiB / 1024} GiB each" : $"{asked.MemoryMiB} MiB each",
        asked.Work.ToString().ToLowerInvariant(),
        asked.Interfaces.Count > 0 ? string.Join(" and ", asked.Interfaces) : "",
        asked.Batch ? "jobs that may wait" : "",
        asked.Needs.Count > 0 ? $"needs {string.Join(", ", asked.Needs)}" : "",
        asked.Wishes.Count > 0 ? $"wishes {string.Join(", ", asked.Wishes)}" : "",
    }.Where(t => t.Length > 0));

    private static string Certainty(LossCertainty certainty) => certainty switch
    {
        LossCertainty.Lost => "loses",
        LossCertainty.Unverified => "may lose",
        _ => "keeps if",
    };

    private static string Name(Way way) => way.ToString().ToLowerInvariant();
}
