using System.Globalization;
using Barelane.Core.Rules;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Rendering.Reference;

/// <summary>A page for each rule, and one that lists them.</summary>
public static class RulePages
{
    private const string Index = "rules.md";
    private const string Folder = "rules";

    /// <summary>Where the page of a rule stands in the repository; empty for a finding that no rule makes.</summary>
    public static string PlaceOf(string rule) => RuleCatalog.Find(rule) is null ? "" : $"docs/reference/{Folder}/{rule}.md";

    /// <summary>The link to a rule from a page that stands in another folder of docs/reference.</summary>
    internal static string Link(string rule) => $"[{rule}](../{Folder}/{rule}.md)";

    internal static IEnumerable<(string Path, string Text)> All(IReadOnlyList<IRule> rules, IReadOnlyList<Symptom> symptoms)
    {
        yield return (Index, List(rules));
        foreach (var rule in rules)
        {
            yield return ($"{Folder}/{rule.Info.Id}.md", Page(rule.Info, symptoms));
        }
    }

    private static string List(IReadOnlyList<IRule> rules)
    {
        var page = Markdown.Begin("Rules", $"What `barelane preflight` checks: {rules.Count} rules. Pass, Note, Warn, Block or Unknown; the Unknown of a rule that could block blocks until it is accepted by name.");
        page.Append("\n| rule | what it demands | can block |\n| --- | --- | --- |\n");
        foreach (var rule in rules.Select(r => r.Info))
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({Folder}/{rule.Id}.md) | {Markdown.Escaped(rule.Title)} | {(rule.CanBlock ? "yes" : "no")} |\n");
        }

        return page.ToString();
    }

    private static string Page(RuleInfo rule, IReadOnlyList<Symptom> symptoms)
    {
        var page = Markdown.Begin(rule.Id, $"{rule.Title}.\n\n{rule.Why}");
        page.Append(CultureInfo.InvariantCulture, $"\n- can block: {(rule.CanBlock ? $"yes; an Unknown blocks too until it is accepted: `--accept {rule.Id}`" : "no")}\n");
        page.Append(CultureInfo.InvariantCulture, $"- reads: {string.Join(", ", rule.Reads.Select(f => $"`{f.Name}`"))}\n");
        var seen = symptoms.Where(s => s.Causes.Any(c => string.Equals(c.Rule, rule.Id, StringComparison.Ordinal))).ToList();
        if (seen.Count > 0)
        {
            page.Append("\nFailures whose cause it tells:\n\n");
            foreach (var symptom in seen)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {SymptomPages.Link(symptom.Id)}: {Markdown.Escaped(symptom.Title)}\n");
            }
        }

        page.Append(CultureInfo.InvariantCulture, $"\nSource: {rule.Source}\n\n[All rules](../{Index})\n");
        return page.ToString();
    }
}
