using Barelane.Core.Rules;
using Barelane.Rendering.Reference;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Findings;

/// <summary>Findings for people: the worst first, each with what was seen, what is required and what to do.</summary>
public static class FindingsText
{
    private static readonly Severity[] WorstFirst = [Severity.Block, Severity.Unknown, Severity.Warn, Severity.Note, Severity.Pass];

    /// <summary>The view of <c>preflight</c>.</summary>
    public static string Render(string document, IReadOnlyList<Finding> findings, bool withPasses, TextLook look)
    {
        var page = new TextPage(look);
        page.Flow(0, 2, new Span($"Preflight of '{document}'", Ink.Strong));
        AddTo(page, "Findings", findings, withPasses);
        page.Blank();
        var blocking = findings.Count(f => f.Blocks);
        page.Flow(0, 2, blocking == 0
            ? new Span($"Nothing stands in the way. {CountsOf(findings)}", Ink.Good)
            : new Span($"{blocking} {(blocking == 1 ? "finding stands" : "findings stand")} in the way. {CountsOf(findings)}", Ink.Bad));
        return page.ToString();
    }

    /// <summary>Adds findings to a page under a heading; nothing where there is none to show.</summary>
    public static void AddTo(TextPage page, string heading, IReadOnlyList<Finding> findings, bool withPasses)
    {
        var shown = findings.Where(f => withPasses || f.Severity != Severity.Pass).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        page.Heading(heading);
        foreach (var severity in WorstFirst)
        {
            foreach (var finding in shown.Where(f => f.Severity == severity))
            {
                Add(page, finding);
            }
        }
    }

    private static void Add(TextPage page, Finding finding)
    {
        var (word, ink) = finding.Severity switch
        {
            Severity.Pass => ("pass", Ink.Good),
            Severity.Note => ("note", Ink.Dim),
            Severity.Warn => ("WARN", Ink.Warn),
            Severity.Unknown => (finding.Blocks ? "UNKNOWN, blocks" : "unknown", finding.Blocks ? Ink.Bad : Ink.Warn),
            _ => ("BLOCK", Ink.Bad),
        };
        page.Flow(2, 4, new Span(word, ink), "  ", new Span(finding.Rule, Ink.Strong), $"  {finding.SubjectName}");
        if (finding.Severity == Severity.Pass)
        {
            page.Flow(6, 8, finding.Observed);
            return;
        }

        if (finding.Severity == Severity.Note)
        {
            var end = finding.Observed.EndsWith('.') ? "" : ".";
            page.Flow(6, 6, finding.Remedy.Length == 0 ? finding.Observed : $"{finding.Observed}{end} {finding.Remedy}");
            return;
        }

        List<IReadOnlyList<Span>> rows =
        [
            ["observed", finding.Observed],
            ["required", finding.Required],
            ["why", new Span(finding.Why, Ink.Dim)],
        ];
        if (finding.Remedy.Length > 0)
        {
            rows.Add(["do", new Span(finding.Remedy, Ink.Code)]);
        }

        if (finding is { Severity: Severity.Unknown, Blocks: true } && RuleCatalog.Find(finding.Rule) is not null)
        {
            rows.Add(["or", new Span($"accept not knowing it: --accept {finding.Rule}", Ink.Code)]);
        }

        if (finding.Source.Length > 0)
        {
            rows.Add(["source", new Span(finding.Source, Ink.Dim)]);
        }

        if (RulePages.PlaceOf(finding.Rule) is { Length: > 0 } place)
        {
            rows.Add(["more", new Span(place, Ink.Dim)]);
        }

        page.Table(6, rows);
    }

    private static string CountsOf(IReadOnlyList<Finding> findings)
    {
        var parts = WorstFirst
            .Select(s => (Severity: s, Count: findings.Count(f => f.Severity == s)))
            .Where(c => c.Count > 0)
            .Select(c => $"{c.Count} {WordOf(c.Severity, c.Count)}")
            .ToList();
        return parts.Count == 0 ? "Nothing was checked." : $"({string.Join(", ", parts)})";
    }

    private static string WordOf(Severity severity, int count) => (severity, count) switch
    {
        (Severity.Pass, not 1) => "passes",
        (Severity.Unknown, _) => "unknown",
        (Severity.Warn, not 1) => "warnings",
        (_, 1) => severity.ToString().ToLowerInvariant(),
        _ => severity.ToString().ToLowerInvariant() + "s",
    };
}
