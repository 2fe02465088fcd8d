using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Catalogs;

/// <summary>What is wrong with a catalogue file, for people.</summary>
public static class CatalogCheckText
{
    /// <summary>The view of <c>catalog check</c>.</summary>
    public static string Render(string file, HardwareReading reading, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var problem in reading.Problems)
        {
            page.Flow(0, 2, new Span("mistake", Ink.Bad), "  ", $"{file}: {problem}");
        }

        foreach (var lack in reading.Lacks)
        {
            page.Flow(0, 2, new Span("open", Ink.Dim), "  ", $"{file}: {lack}");
        }

        foreach (var name in reading.Replaces)
        {
            page.Flow(0, 2, new Span("replaces", Ink.Dim), "  ", $"'{name}', which comes with Barelane");
        }

        page.Blank();
        page.Flow(0, 2, Summary(reading));
        return page.ToString();
    }

    private static Span Summary(HardwareReading reading) => reading switch
    {
        { IsUseless: true } => new Span($"Nothing of the file is used; the {reading.Word}s that come with Barelane are.", Ink.Bad),
        { Problems.Count: 0 } => new Span($"{Words.Count(reading.Names.Count, reading.Word)}, no mistake.", Ink.Good),
        _ => new Span($"{Words.Count(reading.Problems.Count, "mistake")}. {Words.Count(reading.Names.Count, reading.Word)} of the file can be used; in place of the others those that come with Barelane are.", Ink.Bad),
    };
}
