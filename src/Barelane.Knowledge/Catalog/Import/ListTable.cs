using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Barelane.Knowledge.Catalog.Import;

/// <summary>
/// The table in a file that a vendor's site gives for download: CSV with commas, semicolons or tabs, a list of objects in JSON, or the first table of a
/// page in HTML that has a head.
/// </summary>
/// <param name="Form">What the file is: <c>CSV</c>, <c>JSON</c> or <c>HTML</c>.</param>
/// <param name="Head">The names of the columns.</param>
/// <param name="Rows">The rows, each with the line it begins on.</param>
internal sealed partial record ListTable(string Form, IReadOnlyList<string> Head, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Rows)
{
    /// <summary>The table of a file; null where there is none.</summary>
    public static ListTable? Of(string text)
    {
        var start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        return start.Length == 0 ? null
            : start[0] is '[' or '{' ? OfJson(text)
            : start[0] == '<' ? OfHtml(text)
            : OfCsv(text.TrimStart('\uFEFF'));
    }

    private static ListTable? OfJson(string text)
    {
        using var document = Parse(text);
        var root = document?.RootElement;
        var array = root is { ValueKind: JsonValueKind.Object } outer
            ? outer.EnumerateObject().Select(p => p.Value).FirstOrDefault(v => v.ValueKind == JsonValueKind.Array)
            : root ?? default;
        if (array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var objects = array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).ToList();
        var head = objects.SelectMany(o => o.EnumerateObject().Select(p => p.Name)).Distinct(StringComparer.Ordinal).ToList();
        return new ListTable("JSON", head, [.. objects.Select((o, i) => (i + 1, (IReadOnlyList<string>)[.. head.Select(h => o.TryGetProperty(h, out var value) ? Cell(value) : "")]))]);
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Cell)),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static ListTable? OfHtml(string text)
    {
        foreach (Match table in TableTag().Matches(text))
        {
            var rows = RowTag().Matches(table.Value)
                .Select(r => (Line: text.AsSpan(0, table.Index + r.Index).Count('\n') + 1, Cells: CellTag().Matches(r.Value).Select(c => Plain(c.Groups["text"].Value)).ToList()))
                .Where(r => r.Cells.Count > 1)
                .ToList();
            if (rows.Count > 1)
            {
                return new ListTable("HTML", rows[0].Cells, [.. rows.Skip(1).Select(r => (r.Line, (IReadOnlyList<string>)r.Cells))]);
            }
        }

        return null;
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(AnyTag().Replace(BreakTag().Replace(html, "; "), "")).ReplaceLineEndings(" ").Trim();

    private static ListTable? OfCsv(string text)
    {
        var first = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length)];
        char[] marks = [',', ';', '\t'];
        var counts = new int[marks.Length];
        for (var i = 0; i < marks.Length; i++)
        {
            counts[i] = first.Count(marks[i]);
        }

        var mark = marks[Array.IndexOf(counts, counts.Max())];
        var rows = Records(text, mark);
        return rows.Count < 2 || rows[0].Cells.Count < 2 ? null : new ListTable("CSV", rows[0].Cells, rows[1..]);
    }

    private static List<(int Line, IReadOnlyList<string> Cells)> Records(string text, char mark)
    {
        var rows = new List<(int, IReadOnlyList<string>)>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, line, start) = (false, 1, 1);
        void EndRow()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
            if (cells.Any(c => c.Length > 0))
            {
                rows.Add((start, cells.ToList()));
            }

            cells.Clear();
            start = line;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            line += c == '\n' ? 1 : 0;
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c == mark)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else if (!quoted && c == '\n')
            {
                EndRow();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        EndRow();
        return rows;
    }

    [GeneratedRegex("<table.*?</table>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex TableTag();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex RowTag();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CellTag();

    [GeneratedRegex("<br[^>]*>|</li>|</p>", RegexOptions.IgnoreCase)]
    private static partial Regex BreakTag();

    [GeneratedRegex("<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex AnyTag();
}
