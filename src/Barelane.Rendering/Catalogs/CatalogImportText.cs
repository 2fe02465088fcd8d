using Barelane.Knowledge.Catalog.Import;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Catalogs;

/// <summary>What was taken from a vendor's list, for people.</summary>
public static class CatalogImportText
{
    private const int MostShown = 20;

    /// <summary>The view of <c>catalog import</c>.</summary>
    /// <param name="file">The list.</param>
    /// <param name="place">Where it was written to; null where nothing was.</param>
    /// <param name="list">What was taken.</param>
    /// <param name="look">Width and colour.</param>
    public static string Render(string file, string? place, ImportedList list, TextLook look)
    {
        var page = new TextPage(look);
        if (list.Columns.Count > 0)
        {
            page.Flow(0, 2, $"{list.Form}, {Words.Count(list.Rows, "row")}. Understood: {string.Join(", ", list.Columns.Select(c => $"'{c.Key}' ({c.Value})"))}.{(list.OtherColumns.Count == 0 ? "" : $" Not used: {string.Join(", ", list.OtherColumns.Select(c => $"'{c}'"))}.")}");
        }

        foreach (var skipped in list.Skipped.Take(MostShown))
        {
            page.Flow(0, 2, new Span("not taken", Ink.Warn), "  ", $"{file}: {skipped}");
        }

        if (list.Skipped.Count > MostShown)
        {
            page.Flow(0, 2, new Span($"… and {list.Skipped.Count - MostShown} more; '--output json' has all.", Ink.Dim));
        }

        page.Blank();
        page.Flow(0, 2, (list.Taken, place) switch
        {
            (0, _) => new Span("Nothing was taken.", Ink.Bad),
            (_, null) => new Span($"{Words.Count(list.Taken, "combination")} would be taken.", Ink.Good),
            _ => new Span($"{Words.Count(list.Taken, "combination")} taken, in '{place}'. Delete that file to forget them.", Ink.Good),
        });
        return page.ToString();
    }
}
