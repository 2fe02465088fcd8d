using System.Globalization;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Catalogs;

namespace Barelane.Rendering.Reference;

/// <summary>The page of servers and the page of combinations.</summary>
internal static class HardwarePages
{
    private const string CombinationsPage = "combinations.md";

    /// <summary>The link to a combination from a page that stands in a folder of docs/reference.</summary>
    public static string Link(Combination combination) => $"[{combination.Id}](../{CombinationsPage})";

    public static IEnumerable<(string Path, string Text)> All(IReadOnlyList<Server> servers, IReadOnlyList<Combination> combinations)
    {
        yield return ("servers.md", Servers(servers));
        yield return (CombinationsPage, Combinations(combinations));
    }

    private static string Servers(IReadOnlyList<Server> servers)
    {
        var page = Markdown.Begin("Servers", $"Where settings are found in the firmware of servers and boards: {servers.Count} lines of them, as [`barelane catalog show servers`](catalog.md) shows them. The first that fits counts.");
        foreach (var server in servers)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {server.Name}\n\n");
            if (server.Models.Count > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"Models: {string.Join(", ", server.Models.Select(m => $"`{m}`"))}\n\n");
            }

            page.Append("| setting | where |\n| --- | --- |\n");
            foreach (var (setting, words) in server.Settings.OrderBy(s => s.Key))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {ServersText.NameOf(setting)} | {Markdown.Escaped(words)} |\n");
            }

            page.Append(CultureInfo.InvariantCulture, $"\n{(server.Note.Length > 0 ? Markdown.Escaped(server.Note) + " " : "")}{(server.IsVerified ? "" : "The vendor's usual words, not read for each of these models. ")}Source: {Markdown.Escaped(string.Join("; ", server.Sources))}, {server.Date:yyyy-MM-dd}\n");
        }

        return page.ToString();
    }

    private static string Combinations(IReadOnlyList<Combination> combinations)
    {
        var page = Markdown.Begin("Combinations", $"What is known of cards in servers under versions of hypervisors: {combinations.Count} combinations. [DEVICE-COMBINATION-001](rules/DEVICE-COMBINATION-001.md) says them in preflight: what works passes, what needs something is a note, what is doubtful a warning, what fails blocks.");
        foreach (var combination in combinations)
        {
            var about = new List<string> { CombinationsText.CardsOf(combination) is { Count: > 0 } cards ? string.Join(", ", cards) : "every GPU" };
            about.AddRange(combination.Vendors.Concat(combination.Models));
            about.Add(CombinationsText.Under(combination));
            about.Add(combination.Way?.ToString().ToLowerInvariant() ?? "");
            page.Append(CultureInfo.InvariantCulture, $"\n## {combination.Id}\n\n{combination.Verdict.ToString().ToLowerInvariant()}: {Markdown.Escaped(string.Join("; ", about.Where(a => a.Length > 0)))}\n\n{Markdown.Escaped(combination.Text)}\n");
            page.Append(combination.Remedy.Length > 0 ? $"\n{Markdown.Escaped(combination.Remedy)}\n" : "");
            page.Append(CultureInfo.InvariantCulture, $"\nSource: {Markdown.Escaped(string.Join("; ", combination.Sources))}, {combination.Date:yyyy-MM-dd}\n");
        }

        return page.ToString();
    }
}
