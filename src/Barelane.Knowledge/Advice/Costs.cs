using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Goals;

namespace Barelane.Knowledge.Advice;

/// <summary>Reckons what an option costs, by the user's prices alone.</summary>
internal static class Costs
{
    /// <summary>The cost, or null where no price was given.</summary>
    public static AdviceCost? Of(Description wanted, AdviceOption option)
    {
        if (wanted.Prices is not { } prices)
        {
            return null;
        }

        var hosts = option.Places.Select(p => p.Host).Distinct(StringComparer.Ordinal).Count();
        var licences = option.Way == Way.Shared ? wanted.Users * prices.LicencePerYear * prices.Years : 0;
        var sum = (option.Cards * prices.Card) + (hosts * prices.Host) + licences;
        var parts = new List<string>();
        Add(parts, prices.Card, $"{Amount.Of(option.Cards, "card")} x {Words.Money(prices.Card)}");
        Add(parts, prices.Host, $"{Amount.Of(hosts, "host")} x {Words.Money(prices.Host)}");
        Add(parts, licences, $"{Amount.Of(wanted.Users, "licence")} x {Words.Money(prices.LicencePerYear)} x {Amount.Of(prices.Years, "year")}");
        var perUser = Math.Round(sum / wanted.Users, 2);
        var saved = prices.Workstation - perUser;
        var difference = prices.Workstation == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(100 * saved / prices.Workstation):0} % {(saved >= 0 ? "less" : "more")} than a workstation each at {Words.Money(prices.Workstation)}");
        return new AdviceCost(perUser, prices.Workstation, $"{(parts.Count == 0 ? "0" : string.Join(" + ", parts))} = {Words.Money(sum)} {prices.Currency} for {Amount.Of(wanted.Users, "user")}: {Words.Money(perUser)} {prices.Currency} each{difference}{Level(wanted.Users, prices, option.Cards, sum)}");
    }

    /// <summary>The price of a card at which both cost the same.</summary>
    private static string Level(int users, Prices prices, int cards, decimal sum)
    {
        var level = cards == 0 || prices.Card == 0 ? 0 : ((users * prices.Workstation) - (sum - (cards * prices.Card))) / cards;
        return level > 0 ? $"; the same at {Words.Money(level)} a card" : "";
    }

    private static void Add(List<string> parts, decimal price, string text)
    {
        if (price > 0)
        {
            parts.Add(text);
        }
    }
}
