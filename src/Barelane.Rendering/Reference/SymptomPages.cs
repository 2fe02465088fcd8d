using System.Globalization;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Rendering.Reference;

/// <summary>A page for each failure that is known, and one that lists them.</summary>
public static class SymptomPages
{
    private const string Index = "symptoms.md";
    private const string Folder = "symptoms";

    private static readonly (string Prefix, string Title)[] Groups =
    [
        ("VSPHERE", "On vSphere"),
        ("KVM", "On KVM"),
        ("HYPERV", "On Hyper-V"),
        ("GUEST", "In the guest"),
        ("REMOTE", "Of remote GPUs"),
    ];

    /// <summary>The link to a failure from a page that stands in another folder of docs/reference.</summary>
    internal static string Link(string symptom) => $"[{symptom}](../{Folder}/{symptom}.md)";

    internal static IEnumerable<(string Path, string Text)> All(IReadOnlyList<Symptom> symptoms)
    {
        yield return (Index, List(symptoms));
        foreach (var symptom in symptoms)
        {
            yield return ($"{Folder}/{symptom.Id}.md", Page(symptom));
        }
    }

    private static string List(IReadOnlyList<Symptom> symptoms)
    {
        var page = Markdown.Begin("Failures", $"What [`barelane diagnose`](diagnose.md) knows: {symptoms.Count} failures.");
        foreach (var (prefix, title) in Groups)
        {
            var group = symptoms.Where(s => s.Id.StartsWith(prefix + "-", StringComparison.Ordinal)).ToList();
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            foreach (var symptom in group)
            {
                page.Append(CultureInfo.InvariantCulture, $"- [{symptom.Id}]({Folder}/{symptom.Id}.md): {Markdown.Escaped(symptom.Title)}\n");
            }
        }

        return page.ToString();
    }

    private static string Page(Symptom symptom)
    {
        var page = Markdown.Begin($"{symptom.Id}: {Markdown.Escaped(symptom.Title)}", symptom.Patterns.Count > 0 ? "Told by:\n" : "Told by what people say of it.");
        foreach (var pattern in symptom.Patterns)
        {
            page.Append(CultureInfo.InvariantCulture, $"    {pattern.Text}\n");
        }

        page.Append("\n## Causes\n\n");
        for (var i = 0; i < symptom.Causes.Count; i++)
        {
            var cause = symptom.Causes[i];
            var rule = cause.Rule is null ? "" : $" ({RulePages.Link(cause.Rule)})";
            page.Append(CultureInfo.InvariantCulture, $"{i + 1}. {cause.Confidence.ToString().ToLowerInvariant()}: {Markdown.Escaped(cause.Text)}{rule}\n   {Markdown.Escaped(cause.Remedy)}\n");
        }

        page.Append(symptom.Question.Length > 0 ? $"\nWhat tells them apart: {Markdown.Escaped(symptom.Question)}\n" : "");
        page.Append(CultureInfo.InvariantCulture, $"\nSource: {Markdown.Escaped(symptom.Source)}, {symptom.Date:yyyy-MM-dd}\n\n[All failures](../{Index})\n");
        return page.ToString();
    }
}
