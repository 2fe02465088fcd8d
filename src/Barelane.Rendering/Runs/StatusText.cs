using Barelane.Engine.Journal;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Runs;

/// <summary>Runs that are under way, for people.</summary>
public static class StatusText
{
    /// <summary>The view of <c>status</c>.</summary>
    public static string Render(IReadOnlyList<HeldLock> held, TimeZoneInfo zone, TextLook look)
    {
        var page = new TextPage(look);
        if (held.Count == 0)
        {
            page.Flow(0, 0, "No run is under way.");
        }

        foreach (var run in held.GroupBy(h => h.Run, StringComparer.Ordinal))
        {
            var first = run.First();
            page.Flow(0, 2, new Span($"run {run.Key}", Ink.Strong), $"  by {first.Actor}, since {Spans.At(first.Since, zone)}");
            page.Flow(2, 4, new Span($"process {first.Holder.Pid} on {first.Holder.Machine}; holds {string.Join(", ", run.Select(h => h.Name))}", Ink.Dim));
        }

        return page.ToString();
    }
}
