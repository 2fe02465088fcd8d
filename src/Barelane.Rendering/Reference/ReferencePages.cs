using System.Globalization;
using System.Text;
using Barelane.Core.Rules;
using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Symptoms;
using Barelane.Rendering.Catalogs;

namespace Barelane.Rendering.Reference;

/// <summary>The pages of docs/reference that are made from the data, in Markdown, linked to one another.</summary>
public static class ReferencePages
{
    private const string RulesPage = "rules.md";
    private const string Made = "<!-- Made from the data by a test; BARELANE_ACCEPT=1 makes it anew. -->\n";

    private static readonly (string Prefix, string Title)[] Groups =
    [
        ("VSPHERE", "Failures on vSphere"),
        ("KVM", "Failures on KVM"),
        ("HYPERV", "Failures on Hyper-V"),
        ("GUEST", "Failures in the guest"),
        ("REMOTE", "Failures of remote GPUs"),
    ];

    /// <summary>Every page, by its file name.</summary>
    public static IReadOnlyDictionary<string, string> All(IReadOnlyList<IRule> rules, IReadOnlyList<Symptom> symptoms, IReadOnlyList<Card> cards)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RulesPage] = Rules(rules, symptoms),
            ["cards.md"] = Cards(cards),
        };
        foreach (var (prefix, title) in Groups)
        {
            pages[PageOf(prefix)] = Symptoms(title, [.. symptoms.Where(s => s.Id.StartsWith(prefix + "-", StringComparison.Ordinal))]);
        }

        return pages;
    }

    private static string Rules(IReadOnlyList<IRule> rules, IReadOnlyList<Symptom> symptoms)
    {
        var page = Begin("Rules", $"What `barelane preflight` checks: {rules.Count} rules. Pass, Note, Warn, Block or Unknown; the Unknown of a rule that could block blocks until it is accepted by name.");
        foreach (var rule in rules.Select(r => r.Info))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {rule.Id}\n\n{rule.Title}. {rule.Why}\n\n- can block: {(rule.CanBlock ? "yes" : "no")}\n- reads: {string.Join(", ", rule.Reads.Select(f => $"`{f.Name}`"))}\n- source: {rule.Source}\n");
            var seen = symptoms.Where(s => s.Causes.Any(c => string.Equals(c.Rule, rule.Id, StringComparison.Ordinal))).Select(s => $"[{s.Id}]({PageOf(s.Id.Split('-')[0])}#{Anchor(s.Id)})").ToList();
            if (seen.Count > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"- tells causes apart of: {string.Join(", ", seen)}\n");
            }
        }

        return page.ToString();
    }

    private static string Symptoms(string title, IReadOnlyList<Symptom> symptoms)
    {
        var page = Begin(title, $"What `barelane diagnose` knows: {symptoms.Count} failures, each with its causes, the most likely first.");
        foreach (var symptom in symptoms)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {symptom.Id}\n\n{symptom.Title}\n\n");
            foreach (var pattern in symptom.Patterns)
            {
                page.Append(CultureInfo.InvariantCulture, $"    {pattern.Text}\n");
            }

            page.Append(symptom.Patterns.Count > 0 ? "\n" : "");
            for (var i = 0; i < symptom.Causes.Count; i++)
            {
                var cause = symptom.Causes[i];
                var rule = cause.Rule is null ? "" : $" ([{cause.Rule}]({RulesPage}#{Anchor(cause.Rule)}))";
                page.Append(CultureInfo.InvariantCulture, $"{i + 1}. {cause.Confidence.ToString().ToLowerInvariant()}: {Escaped(cause.Text)}{rule}\n   {Escaped(cause.Remedy)}\n");
            }

            page.Append(CultureInfo.InvariantCulture, $"\n{(symptom.Question.Length > 0 ? $"What tells them apart: {Escaped(symptom.Question)}\n\n" : "")}Source: {symptom.Source}, {symptom.Date:yyyy-MM-dd}\n");
        }

        return page.ToString();
    }

    private static string Cards(IReadOnlyList<Card> cards)
    {
        var page = Begin("Cards", $"What `barelane catalog` knows: {cards.Count} cards. A BAR is derived from the memory, never read from a card; sizes in GiB.");
        page.Append("\n| card | ids | memory | BAR | window by its vendor | ways | known trouble |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var card in cards)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {card.Name} | {string.Join(", ", card.Ids.Select(i => $"`{CatalogText.Text(i)}`"))} | {card.MemoryGiB} | {Size(card.Bar1GiB)} | {Size(card.VendorMmioGiB)} | {string.Join(", ", card.Ways.Select(w => w.ToString().ToLowerInvariant()))} | {string.Join(" ", card.Trouble.Select(t => Escaped(t.Text)))} |\n");
        }

        page.Append("\nSources: ").Append(string.Join("; ", cards.SelectMany(c => c.Sources).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))).Append(".\n");
        return page.ToString();
    }

    private static StringBuilder Begin(string title, string text) => new StringBuilder(Made).Append(CultureInfo.InvariantCulture, $"# {title}\n\n{text}\n");

    private static string Size(int? gib) => gib?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string PageOf(string prefix) => $"symptoms-{Anchor(prefix)}.md";

    private static string Anchor(string id) => id.ToLowerInvariant();

    /// <summary>Text with what Markdown would take for markup in it.</summary>
    private static string Escaped(string text) => text.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
