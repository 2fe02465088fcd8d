using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Runs;

/// <summary>A run's events as lines, one after the other: for pipes and logs.</summary>
/// <param name="plan">The plan that runs.</param>
/// <param name="zone">The time zone of the reader.</param>
/// <param name="look">What the lines are made for.</param>
public sealed class EventText(Plan plan, TimeZoneInfo zone, TextLook look)
{
    private readonly Dictionary<string, Step> _steps = plan.Steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    /// <summary>The line of an event with its line end, or an empty text for one that says nothing new.</summary>
    public string LineOf(JournalEntry entry)
    {
        switch (entry.Record)
        {
            case RunStarted started:
                return Line(entry, "", new Span($"run {entry.Run} of '{started.Document}' begins: {Words.Count(plan.Steps.Count, "step")}", Ink.Strong));
            case StepIntent intent:
                _begun[intent.Step] = entry.Time;
                return Line(entry, intent.Step, TitleOf(intent));
            case StepProgressed progressed:
                return Progress(entry, progressed);
            case StepWaiting waiting:
                return Line(entry, waiting.Step, new Span($"waits for {waiting.For}{(waiting.Until is { } until ? $", expected {Spans.At(until, zone)}" : "")}", Ink.Warn));
            case StepEnded ended:
                return Line(entry, ended.Step, Outcome(entry, ended));
            case UnitFailed failed:
                return Line(entry, "", new Span($"{failed.Unit} failed at {failed.Step}: {failed.Why} {(failed.Held ? "What it reached is held." : "What it changed is taken back now.")}", Ink.Bad));
            case TakeBackStarted back:
                AddTakeBack(back);
                return Line(entry, "", new Span($"taking back {back.Unit}", Ink.Warn));
            case RunParked parked:
                return Line(entry, parked.Step, new Span($"parked: {parked.Problem.Message}", Ink.Warn));
            case RunInterrupted interrupted:
                return Line(entry, "", new Span(interrupted.AtOnce ? "interrupted at once; steps under way are left to the hypervisor" : "interrupted; the step under way is finished first", Ink.Warn));
            default:
                return "";
        }
    }

    private string Progress(JournalEntry entry, StepProgressed progressed)
    {
        var percent = progressed.Percent is { } p ? string.Create(CultureInfo.InvariantCulture, $"{p / 25 * 25} % ") : "";
        var text = percent + progressed.Doing;
        if (_shown.TryGetValue(progressed.Step, out var last) && string.Equals(last, text, StringComparison.Ordinal))
        {
            return "";
        }

        _shown[progressed.Step] = text;
        return Line(entry, progressed.Step, new Span(text, Ink.Dim));
    }

    private Span Outcome(JournalEntry entry, StepEnded ended)
    {
        var took = _begun.TryGetValue(ended.Step, out var begun) ? $" ({Spans.Of(entry.Time - begun)})" : "";
        return ended.Outcome switch
        {
            StepOutcome.Done => new Span($"done{took}", Ink.Good),
            StepOutcome.AlreadySo => new Span("already so", Ink.Good),
            StepOutcome.Failed => new Span($"FAILED{took}: {ended.Problem}", Ink.Bad),
            _ => new Span($"not known what came of it{took}: {ended.Problem}", Ink.Warn),
        };
    }

    private Span TitleOf(StepIntent intent) =>
        _steps.TryGetValue(intent.Step, out var step) ? StepWords.TitleOf(step) : intent.Kind.ToString();

    private void AddTakeBack(TakeBackStarted back)
    {
        foreach (var step in PlanFormat.FromBytes(System.Text.Encoding.UTF8.GetBytes(back.Plan)).Steps)
        {
            _steps[back.Prefix + step.Id] = step;
        }
    }

    private string Line(JournalEntry entry, string step, Span text)
    {
        var page = new TextPage(look);
        var time = TimeZoneInfo.ConvertTime(entry.Time, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        page.Table(0, [[new Span(time, Ink.Dim), step.PadRight(3), text]]);
        return page.ToString();
    }
}
