using System.Text;

namespace Barelane.Rendering.Text;

/// <summary>Lays text out for a width: flowing paragraphs, tables, commands. The one place that knows about columns and colours.</summary>
public sealed class TextPage
{
    private const int LeastWidth = 40;
    private const int WidestGap = 2;
    private readonly StringBuilder _text = new();
    private readonly TextLook _look;
    private readonly int _width;
    private string? _code;
    private int _inkEnd;

    /// <summary>An empty page.</summary>
    public TextPage(TextLook look)
    {
        _look = look;
        _width = Math.Max(LeastWidth, look.Width);
    }

    /// <summary>An empty line, unless the page is empty or ends with one.</summary>
    public void Blank()
    {
        if (_text.Length > 0 && !(_text.Length > 1 && _text[^1] == '\n' && _text[^2] == '\n'))
        {
            _text.Append('\n');
        }
    }

    /// <summary>A heading after an empty line.</summary>
    public void Heading(string text)
    {
        Blank();
        Flow(0, 0, new Span(text, Ink.Strong));
    }

    /// <summary>
    /// A paragraph: breaks between words; the first line is indented by <paramref name="indent"/>, the others by <paramref name="hanging"/>.
    /// </summary>
    public void Flow(int indent, int hanging, params ReadOnlySpan<Span> spans)
    {
        _text.Append(' ', indent);
        FlowFrom(indent, hanging, spans);
    }

    /// <summary>Something to type: breaks only between words, and so that it can be pasted as it stands.</summary>
    public void Command(int indent, string command)
    {
        var line = new StringBuilder();
        var isFirst = true;
        foreach (var word in WithValues(Printable.Of(command).Split(' ')))
        {
            var start = isFirst ? indent : indent + 4;
            if (line.Length > 0 && start + line.Length + 1 + word.Length + 2 > _width)
            {
                End(start, " \\");
                isFirst = false;
            }

            _ = (line.Length > 0 ? line.Append(' ') : line).Append(word);
        }

        End(isFirst ? indent : indent + 4, "");

        void End(int start, string continued)
        {
            _text.Append(' ', start);
            Append(new Span(line.Append(continued).ToString(), Ink.Code));
            EndLine();
            line.Clear();
        }
    }

    /// <summary>Rows of cells in columns that are as wide as they must be; the last column flows within what is left.</summary>
    public void Table(int indent, IReadOnlyList<IReadOnlyList<Span>> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var columns = rows.Max(r => r.Count);
        var widths = new int[columns];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count - 1; i++)
            {
                widths[i] = Math.Max(widths[i], Printable.Columns(Printable.Of(row[i].Text)));
            }
        }

        foreach (var row in rows)
        {
            TableRow(indent, row, widths);
        }
    }

    /// <summary>Everything so far, LF line ends, no blanks at the ends of lines.</summary>
    public override string ToString() => _text.ToString();

    private void FlowFrom(int column, int hanging, ReadOnlySpan<Span> spans)
    {
        var isFresh = true;
        foreach (var word in Words(spans))
        {
            var columns = word.Pieces.Sum(p => Printable.Columns(Printable.Of(p.Text)));
            if (!isFresh && column + word.Gap + columns > _width)
            {
                EndLine();
                _text.Append(' ', hanging);
                column = hanging;
                isFresh = true;
            }

            if (!isFresh)
            {
                _text.Append(' ', word.Gap);
                column += word.Gap;
            }

            foreach (var piece in word.Pieces)
            {
                Append(piece);
            }

            column += columns;
            isFresh = false;
        }

        EndLine();
    }

    private void TableRow(int indent, IReadOnlyList<Span> row, int[] widths)
    {
        var hanging = indent + widths.Take(row.Count - 1).Sum(w => w + 2);
        if (_width - hanging < LeastWidth / 2)
        {
            Flow(indent, indent + 4, Joined(row));
            return;
        }

        _text.Append(' ', indent);
        for (var i = 0; i < row.Count - 1; i++)
        {
            var text = Printable.Of(row[i].Text);
            Append(row[i]);
            _text.Append(' ', widths[i] - Printable.Columns(text) + 2);
        }

        if (row[^1].Text.Length == 0)
        {
            CloseInk();
            TrimEnd();
            EndLine();
            return;
        }

        FlowFrom(hanging, hanging, [row[^1]]);
    }

    /// <summary>Options stay on one line with their value.</summary>
    private static List<string> WithValues(string[] words)
    {
        var joined = new List<string>();
        foreach (var word in words)
        {
            if (joined.Count > 0 && joined[^1].StartsWith("--", StringComparison.Ordinal) && !joined[^1].Contains(' ', StringComparison.Ordinal) && !word.StartsWith('-'))
            {
                joined[^1] += " " + word;
            }
            else
            {
                joined.Add(word);
            }
        }

        return joined;
    }

    private static Span[] Joined(IReadOnlyList<Span> row) =>
        row.Where(s => s.Text.Length > 0).SelectMany(s => (Span[])[s, new Span(" ")]).ToArray();

    private void TrimEnd()
    {
        while (_text.Length > 0 && _text[^1] == ' ')
        {
            _text.Length--;
        }
    }

    private void Append(Span piece)
    {
        var text = Printable.Of(piece.Text);
        var code = !_look.Colour ? null : piece.Ink switch
        {
            Ink.Strong => "1",
            Ink.Dim => "2",
            Ink.Good => "32",
            Ink.Warn => "33",
            Ink.Bad => "31",
            Ink.Code => "36",
            _ => null,
        };
        if (!string.Equals(code, _code, StringComparison.Ordinal))
        {
            CloseInk();
            _ = code is null ? _text : _text.Append("\u001b[").Append(code).Append('m');
            _code = code;
        }

        _text.Append(text);
        _inkEnd = _text.Length;
    }

    /// <summary>Words of one meaning share one colour; it ends behind the last of them, before the blanks that follow.</summary>
    private void CloseInk()
    {
        if (_code is not null)
        {
            _text.Insert(_inkEnd, "\u001b[0m");
            _code = null;
        }
    }

    private void EndLine()
    {
        CloseInk();
        _text.Append('\n');
    }

    /// <summary>Words, each with the blanks before it and as its pieces: a word can change its meaning in the middle.</summary>
    private static List<(int Gap, List<Span> Pieces)> Words(ReadOnlySpan<Span> spans)
    {
        var words = new List<(int Gap, List<Span> Pieces)>();
        var gap = 1;
        var isOpen = false;
        foreach (var span in spans)
        {
            var parts = span.Text.Split(' ');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    gap = isOpen ? 1 : gap + 1;
                    isOpen = false;
                }

                if (parts[i].Length == 0)
                {
                    continue;
                }

                if (!isOpen)
                {
                    words.Add((Math.Min(gap, WidestGap), []));
                    isOpen = true;
                }

                words[^1].Pieces.Add(span with { Text = parts[i] });
            }
        }

        return words;
    }
}
