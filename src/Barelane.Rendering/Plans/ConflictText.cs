using Barelane.Rendering.Text;

namespace Barelane.Rendering.Plans;

/// <summary>Shows values that somebody else changed: before, ours, now.</summary>
public static class ConflictText
{
    /// <summary>Adds the conflicts to a page; nothing where there are none.</summary>
    public static void AddTo(TextPage page, string heading, IReadOnlyList<DriftEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        page.Heading(heading);
        foreach (var entry in entries)
        {
            page.Flow(2, 4, new Span(entry.TargetName, Ink.Strong), ": ", FieldWords.NameOf(entry.Field));
            page.Table(6,
            [
                ["before", FieldWords.ValueOf(entry.Field, entry.Before)],
                ["Barelane wrote", FieldWords.ValueOf(entry.Field, entry.Ours)],
                [new Span("now", Ink.Warn), new Span(FieldWords.ValueOf(entry.Field, entry.Now), Ink.Warn)],
            ]);
        }
    }
}
