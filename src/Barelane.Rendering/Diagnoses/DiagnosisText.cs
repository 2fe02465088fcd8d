using System.Globalization;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Diagnoses;

/// <summary>A diagnosis for people: the surest cause first, with the lines that show it and what to do.</summary>
public static class DiagnosisText
{
    /// <summary>The view of <c>diagnose</c>.</summary>
    /// <param name="subject">What was looked at, as the user named it.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="next">What to collect where nothing was found.</param>
    /// <param name="look">Width and colour.</param>
    public static string Render(string subject, DiagnosisResult result, IReadOnlyList<string> next, TextLook look)
    {
        var page = new TextPage(look);
        page.Flow(0, 2, new Span($"Diagnosis of {subject}", Ink.Strong), new Span($" ({Extent(result)})", Ink.Dim));
        var number = 0;
        foreach (var seen in result.Symptoms)
        {
            Add(page, seen, ref number);
        }

        foreach (var problem in result.Problems)
        {
            page.Blank();
            page.Flow(0, 2, new Span(problem.Message, Ink.Warn));
        }

        page.Blank();
        if (result.Symptoms.Count > 0)
        {
            page.Flow(0, 2, $"{Words.Count(number, "cause")} for {Words.Count(result.Symptoms.Count, "symptom")}, the surest first.");
            return page.ToString();
        }

        page.Flow(0, 2, new Span("No known failure is in it.", Ink.Strong), " That does not mean that nothing is wrong. What to collect next:");
        foreach (var line in next)
        {
            page.Flow(2, 4, line);
        }

        return page.ToString();
    }

    private static void Add(TextPage page, SeenSymptom seen, ref int number)
    {
        page.Blank();
        page.Flow(0, 2, new Span(seen.Symptom.Id, Ink.Strong), "  ", new Span(seen.Symptom.Title, Ink.Strong));
        if (seen.Count == 0 && seen.Causes[0] is { Evidence.Count: 0, Finding: null })
        {
            page.Flow(2, 4, new Span("It may be this, by the words alone: no line shows it.", Ink.Dim));
        }

        foreach (var line in seen.Lines)
        {
            page.Flow(2, 4, new Span("seen", Ink.Dim), "  ", new Span(line.Place, Ink.Dim), "  ", line.Text);
        }

        if (seen.Count > seen.Lines.Count)
        {
            var more = seen.Count - seen.Lines.Count;
            page.Flow(2, 4, new Span(string.Create(CultureInfo.InvariantCulture, $"and on {more:N0} more {(more == 1 ? "line" : "lines")}"), Ink.Dim));
        }

        foreach (var ranked in seen.Causes)
        {
            Add(page, ranked, ++number);
        }

        var isSettled = seen.Causes[0].Confidence == Confidence.Certain || seen.Causes.Count(c => c.Confidence != Confidence.RuledOut) < 2;
        if (seen.Symptom.Question.Length > 0 && !isSettled)
        {
            page.Table(2, [["tell apart", seen.Symptom.Question]]);
        }

        page.Table(2, [["source", new Span($"{seen.Symptom.Source} ({seen.Symptom.Date:yyyy-MM-dd})", Ink.Dim)]]);
    }

    private static void Add(TextPage page, RankedCause ranked, int number)
    {
        var (word, ink) = ranked.Confidence switch
        {
            Confidence.Certain => ("certain", Ink.Bad),
            Confidence.Likely => ("likely", Ink.Warn),
            Confidence.Possible => ("possible", Ink.Plain),
            _ => ("ruled out", Ink.Dim),
        };
        page.Flow(2, 5, $"{number}", "  ", new Span(word, ink), "  ", ranked.Cause.Text);
        List<IReadOnlyList<Span>> rows = [.. ranked.Evidence.Select(e => (IReadOnlyList<Span>)["because", $"{e.Place}  {e.Text}"])];
        if (ranked.Finding is { } finding)
        {
            rows.Add(["live", $"{finding.Rule} {finding.SubjectName}: {finding.Observed}"]);
        }

        if (ranked.Confidence != Confidence.RuledOut)
        {
            rows.Add(["do", new Span(ranked.Cause.Remedy, Ink.Code)]);
        }

        page.Table(5, rows);
    }

    private static string Extent(DiagnosisResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{(result.Files == 1 ? "" : $"{Words.Count(result.Files, "file")}, ")}{result.Lines:N0} {(result.Lines == 1 ? "line" : "lines")}");
}
