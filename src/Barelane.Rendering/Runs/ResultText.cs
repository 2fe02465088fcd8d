using Barelane.Engine.Running;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Runs;

/// <summary>How a run ended, for people: what was reached, what stood in the way, and what to type next.</summary>
public static class ResultText
{
    /// <summary>The answer of every verb that runs a plan.</summary>
    public static string Render(RunResult result, string verb, TimeSpan took, TextLook look)
    {
        var page = new TextPage(look);
        var steps = $"{result.StepsDone} of {Words.Count(result.StepsTotal, "step")} in {Spans.Of(took)}";
        var (text, ink) = result.End switch
        {
            RunEnd.Done => ($"Done: {steps}.", Ink.Good),
            RunEnd.DoneUnseen => ($"Done, but not all of it could be seen: {steps}.", Ink.Warn),
            RunEnd.FailedTakenBack => ($"Failed, and taken back: {steps}. Nothing of what failed is left.", Ink.Bad),
            RunEnd.FailedHeld => ($"Failed, and held: {steps}. What was reached stays as it is.", Ink.Bad),
            RunEnd.Parked => ($"Parked: {steps}. Nothing has failed; it goes on with 'resume'.", Ink.Warn),
            _ => ($"Interrupted: {steps}. The journal is safe.", Ink.Warn),
        };
        page.Flow(0, 2, new Span(text, ink));
        foreach (var problem in result.Problems)
        {
            page.Flow(2, 4, new Span(problem.Message, Ink.Warn));
            if (problem.Remedy.Length > 0)
            {
                page.Flow(4, 4, problem.Remedy);
            }

            foreach (var line in problem.Evidence)
            {
                page.Flow(4, 6, new Span(line, Ink.Dim));
            }
        }

        page.Table(2, NextOf(result, verb));
        return page.ToString();
    }

    private static List<IReadOnlyList<Span>> NextOf(RunResult result, string verb)
    {
        var resume = Row("to go on", $"barelane resume {result.Run}");
        var undo = Row("to take it back", $"barelane undo {result.Run}");
        return (result.End, verb) switch
        {
            (RunEnd.Done or RunEnd.DoneUnseen, "undo") => [],
            (RunEnd.Done or RunEnd.DoneUnseen, "drain") => [undo],
            (RunEnd.Done or RunEnd.DoneUnseen, _) => [Row("to prove it", "barelane verify"), undo],
            (RunEnd.FailedTakenBack, _) => [],
            (_, "undo") => [resume],
            _ => [resume, undo],
        };
    }

    private static IReadOnlyList<Span> Row(string what, string command) => [what, new Span(command, Ink.Code)];
}
