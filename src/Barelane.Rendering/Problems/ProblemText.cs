using Barelane.Core.Adapters;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Problems;

/// <summary>A problem for people: what is wrong, what to do, and the hypervisor's own words beneath.</summary>
public static class ProblemText
{
    /// <summary>The message as the command line prints it.</summary>
    public static string Render(Problem problem, TextLook look)
    {
        var page = new TextPage(look);
        page.Flow(0, 2, new Span("barelane:", Ink.Bad), " ", problem.Message);
        if (problem.Remedy.Length > 0)
        {
            page.Flow(2, 2, new Span(problem.Remedy, Ink.Strong));
        }

        foreach (var line in problem.Evidence)
        {
            page.Flow(2, 4, new Span(line, Ink.Dim));
        }

        return page.ToString();
    }
}
