using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Rendering.Findings;
using Barelane.Rendering.Runs;
using Barelane.Rendering.Text;

namespace Barelane.Cli.Rehearsal;

/// <summary>A rehearsal for people: the verdict and what went wrong first, the steps, the passes, and what had to be assumed.</summary>
internal static class RehearsalText
{
    private const int Shown = 3;

    /// <summary>The answer of <c>rehearse</c>.</summary>
    public static string Render(RehearsalReport report, TextLook look)
    {
        var page = new TextPage(look);
        page.Flow(0, 2, VerdictOf(report));
        if (report.FirstBad is { } bad)
        {
            AddBad(page, bad);
        }

        AddSteps(page, report.FirstBad ?? report.Positions[0]);
        AddPositions(page, report);
        AddConsents(page, report.Positions[0]);
        AddLines(page, "What undo leaves", report.Positions.SelectMany(p => p.Left));
        AddLines(page, "What the real site shows otherwise", report.Positions[0].LiveDifferences);
        AddAssumptions(page, report.Assumptions);
        return page.ToString();
    }

    private static Span VerdictOf(RehearsalReport report)
    {
        var passes = Count(report.Positions.Count, "pass", "passes");
        var steps = Count(report.Positions[0].Steps.Count, "step", "steps");
        return report.End switch
        {
            RehearsalEnd.Passed => new Span($"The rehearsal of '{report.Document}' came through: {steps} applied, verified and undone on the twin, in {passes}. Nothing real was touched.", Ink.Good),
            RehearsalEnd.NothingToDo => new Span($"There is nothing to rehearse: '{report.Document}' is reached already.", Ink.Good),
            RehearsalEnd.Blocked => new Span($"Preflight stands in the way of '{report.Document}'. Nothing was rehearsed, and nothing real was touched.", Ink.Bad),
            _ => new Span($"The rehearsal of '{report.Document}' failed on the twin. Nothing real was touched; a real run would meet the same.", Ink.Bad),
        };
    }

    private static void AddBad(TextPage page, PositionReport bad)
    {
        if (bad.Position.Name != TwinPosition.UsualName)
        {
            page.Flow(2, 4, new Span($"Only where {bad.Position.Name}: {bad.Position.Meaning}", Ink.Warn));
        }

        FindingsText.AddTo(page, "What stands in the way", bad.Blocking, withPasses: false);
        if (bad.Failure is not { } failure)
        {
            return;
        }

        page.Heading("What went wrong first");
        page.Table(2, RowsOf(failure));
        foreach (var line in failure.Evidence)
        {
            page.Flow(2, 4, new Span(line, Ink.Dim));
        }
    }

    private static List<IReadOnlyList<Span>> RowsOf(RehearsalFailure failure)
    {
        var rows = new List<IReadOnlyList<Span>>
        {
            new Span[]
            {
                "where",
                failure.Phase switch
                {
                    RehearsalPhase.Plan => "in the plan",
                    RehearsalPhase.Apply => "in apply",
                    RehearsalPhase.Verify => "in verify, after apply",
                    RehearsalPhase.Undo => "in undo",
                    _ => "after undo",
                },
            },
        };
        if (failure.Step is not null)
        {
            rows.Add(["step", new Span($"{failure.Step} {failure.Title}", Ink.Strong)]);
        }

        rows.Add(["message", new Span(failure.Message, Ink.Bad)]);
        if (failure.Remedy.Length > 0)
        {
            rows.Add(["do", new Span(failure.Remedy, Ink.Code)]);
        }

        return rows;
    }

    private static void AddSteps(TextPage page, PositionReport position)
    {
        if (position.Steps.Count == 0)
        {
            return;
        }

        page.Heading("Steps");
        page.Table(2, [.. position.Steps.Select(s => (IReadOnlyList<Span>)[s.Id, ResultOf(s), TimeOf(s), s.Title])]);
        if (position.UndoSteps.Count > 0)
        {
            page.Flow(2, 4, $"and {Count(position.UndoSteps.Count, "step", "steps")} to take it back, all of them done on the twin.");
        }

        page.Flow(2, 4, new Span($"One after the other about {Spans.Of(TimeSpan.FromSeconds(position.Steps.Sum(s => s.EstimatedSeconds)))}, as usual servers take it; moves and evacuations come on top.", Ink.Dim));
    }

    private static Span ResultOf(RehearsedStep step) => step.Outcome switch
    {
        StepOutcome.Done => new Span("done", Ink.Good),
        StepOutcome.AlreadySo => new Span("already so", Ink.Good),
        StepOutcome.Failed => new Span("FAILED", Ink.Bad),
        StepOutcome.Unknown => new Span("not known", Ink.Warn),
        _ => new Span("not begun", Ink.Dim),
    };

    private static Span TimeOf(RehearsedStep step) => new(step.EstimatedSeconds == 0 ? "" : Spans.Of(TimeSpan.FromSeconds(step.EstimatedSeconds)), Ink.Dim);

    private static void AddPositions(TextPage page, RehearsalReport report)
    {
        if (report.Positions.Count < 2)
        {
            return;
        }

        page.Heading("Facts that nobody has verified, in both positions");
        foreach (var position in report.Positions)
        {
            page.Flow(2, 4, WordOf(position.End), "  ", new Span(position.Position.Name, Ink.Strong), "  ", new Span(position.Position.Meaning, Ink.Dim));
        }
    }

    private static Span WordOf(RehearsalEnd end) => end switch
    {
        RehearsalEnd.Passed => new Span("came through", Ink.Good),
        RehearsalEnd.NothingToDo => new Span("nothing to do", Ink.Good),
        RehearsalEnd.Blocked => new Span("BLOCKED", Ink.Bad),
        _ => new Span("FAILED", Ink.Bad),
    };

    private static void AddConsents(TextPage page, PositionReport usual)
    {
        if (usual.MissingConsents.Count == 0)
        {
            return;
        }

        page.Heading("What a real apply still has to be told");
        page.Command(2, $"barelane apply {string.Join(' ', usual.MissingConsents)}");
    }

    private static void AddLines(TextPage page, string heading, IEnumerable<string> lines)
    {
        var all = lines.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count == 0)
        {
            return;
        }

        page.Heading(heading);
        foreach (var line in all)
        {
            page.Flow(2, 4, line);
        }
    }

    private static void AddAssumptions(TextPage page, IReadOnlyList<AssumptionEntry> assumptions)
    {
        if (assumptions.Count == 0)
        {
            return;
        }

        page.Heading("What had to be assumed");
        foreach (var group in assumptions.GroupBy(a => (a.Fact, a.Assumed, a.Reason)))
        {
            var objects = group.Select(a => string.Equals(a.Object, a.Site, StringComparison.Ordinal) ? a.Site : $"{a.Site}/{a.Object}").Distinct(StringComparer.Ordinal).ToList();
            var named = objects.Count <= Shown ? string.Join(", ", objects) : $"{string.Join(", ", objects.Take(Shown))} and {Count(objects.Count - Shown, "other", "others")}";
            page.Flow(2, 4, new Span(named, Ink.Strong), $": {group.Key.Fact}: {group.Key.Assumed}.", " ", new Span(group.Key.Reason, Ink.Dim));
        }
    }

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
