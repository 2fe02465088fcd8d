using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>
/// Makes lines of a log again of what was pasted: out of a terminal with colours, a message inside of another with its quotes escaped, a forum
/// with its marks, or a window that broke the lines.
/// </summary>
internal static partial class PastedText
{
    /// <summary>How many lines are put together: more than this was no paste of a message but of a log, whose lines are whole.</summary>
    private const int MostLines = 200;

    /// <summary>The text without what pasting put into it; its lines stay lines.</summary>
    public static string Clean(string text)
    {
        var plain = WebUtility.HtmlDecode(Colours().Replace(text, "")).Replace("\r", "", StringComparison.Ordinal);
        var unescaped = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            // A message that stands inside of another one: \\\"quoted\\\", line\nline.
            var next = i;
            while (next < plain.Length && plain[next] == '\\')
            {
                next++;
            }

            if (next > i && next < plain.Length && plain[next] is '"' or '\'')
            {
                i = next;
            }
            else if (next > i && next + 1 < plain.Length && plain[next] == 'n' && !char.IsAsciiLetterLower(plain[next + 1]))
            {
                unescaped.Append('\n');
                i = next;
                continue;
            }

            unescaped.Append(plain[i]);
        }

        return string.Join('\n', unescaped.ToString().Split('\n').Select(l => Marks().Replace(l, "")));
    }

    /// <summary>Each line with the next one, with a blank between them and without: a window breaks lines at either.</summary>
    public static IEnumerable<string> Joined(string text)
    {
        var lines = text.Split('\n', MostLines + 1).Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        return lines.Count > MostLines ? [] : lines.Zip(lines.Skip(1)).SelectMany(p => (string[])[$"{p.First} {p.Second}", p.First + p.Second]);
    }

    [GeneratedRegex("\\x1b\\[[0-9;]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Colours();

    /// <summary>A forum's sign of a quotation or of code around a line.</summary>
    [GeneratedRegex("^\\s*(> ?)+|^\\s*`+|`+\\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
