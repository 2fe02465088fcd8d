using Barelane.Engine.Journal;
using Barelane.Engine.Undo;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Runs;

/// <summary>The journal's runs, for people.</summary>
public static class HistoryText
{
    /// <summary>The view of <c>history</c>, the latest run first.</summary>
    public static string Render(IReadOnlyList<RunSummary> runs, TimeZoneInfo zone, TextLook look)
    {
        var page = new TextPage(look);
        if (runs.Count == 0)
        {
            page.Flow(0, 0, "The journal holds no run yet.");
            return page.ToString();
        }

        var rows = new List<IReadOnlyList<Span>> { Heads("run", "verb", "state", "steps", "of") };
        rows.AddRange(runs.Select(r => (IReadOnlyList<Span>)
        [
            new Span(r.Run, Ink.Strong),
            r.Verb,
            new Span(r.State.ToString().ToLowerInvariant(), InkOf(r.State)),
            $"{r.StepsDone}/{r.StepsTotal}",
            $"{r.Document}{(r.OfRun is null ? "" : $", {r.OfRun}")}, {Spans.At(r.StartedAt, zone)} by {r.Actor}{(r.Unsettled == 0 ? "" : $", {Words.Count(r.Unsettled, "step")} unsettled")}",
        ]));
        page.Table(0, rows);
        return page.ToString();
    }

    private static IReadOnlyList<Span> Heads(params string[] heads) => heads.Select(h => new Span(h, Ink.Dim)).ToList();

    private static Ink InkOf(RunState state) => state switch
    {
        RunState.Done => Ink.Good,
        RunState.Failed => Ink.Bad,
        RunState.Undone => Ink.Dim,
        _ => Ink.Warn,
    };
}
