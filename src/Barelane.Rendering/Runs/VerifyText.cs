using Barelane.Engine.Running;
using Barelane.Engine.Verification;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Runs;

/// <summary>What verify proved, for people: each assignment with what differs or could not be seen; what holds is counted.</summary>
public static class VerifyText
{
    /// <summary>The view of <c>verify</c>; <paramref name="all"/> shows what holds as well.</summary>
    public static string Render(string document, VerifyReport report, bool all, TextLook look)
    {
        var page = new TextPage(look);
        page.Flow(0, 2, new Span($"Verification of '{document}'", Ink.Strong));
        foreach (var unit in report.Items.GroupBy(i => i.Unit, StringComparer.Ordinal))
        {
            page.Blank();
            var holding = unit.Count(i => i.State == VerifyState.Holds);
            page.Flow(2, 4, new Span(unit.Key, Ink.Strong), $"  {holding} of {unit.Count()} as wanted");
            foreach (var item in unit.Where(i => all || i.State != VerifyState.Holds))
            {
                Add(page, item);
            }
        }

        page.Blank();
        page.Flow(0, 2, report.Exit switch
        {
            ExitMeaning.Done => new Span($"Proved: all {report.Items.Count} values were seen, and are as wanted.", Ink.Good),
            ExitMeaning.Drift => new Span($"Drift: {Count(report, VerifyState.Differs)} of {report.Items.Count} values differ from what is wanted.", Ink.Bad),
            _ => new Span($"Nothing is wrong, but {Count(report, VerifyState.Unseen)} of {report.Items.Count} values could not be seen.", Ink.Warn),
        });
        return page.ToString();
    }

    private static int Count(VerifyReport report, VerifyState state) => report.Items.Count(i => i.State == state);

    private static void Add(TextPage page, VerifyItem item)
    {
        var (word, ink) = item.State switch
        {
            VerifyState.Holds => ("holds", Ink.Good),
            VerifyState.Differs => ("DIFFERS", Ink.Bad),
            _ => ("not seen", Ink.Warn),
        };
        page.Flow(4, 6, new Span(word, ink), "  ", new Span(FieldWords.NameOf(new Core.Plans.Field(item.What)), Ink.Strong), $" of {item.Target}");
        List<IReadOnlyList<Span>> rows = [["observed", item.Observed], ["required", item.Required]];
        if (item.Remedy.Length > 0)
        {
            rows.Add(["do", new Span(item.Remedy, Ink.Code)]);
        }

        page.Table(8, item.State == VerifyState.Holds ? rows[..1] : rows);
    }
}
