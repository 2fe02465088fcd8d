using System.Text;

namespace Barelane.Knowledge.Symptoms;

/// <summary>
/// What a line must hold: pieces of text in this order, with anything between them. Written with <c>*</c> for what lies between, compared
/// without regard to the case of ASCII letters, never beyond the end of a line.
/// </summary>
public sealed class LinePattern
{
    /// <summary>The shortest that the longest piece may be, in bytes: what is shorter is found in ordinary logs.</summary>
    public const int LeastAnchor = 8;

    private const char Gap = '*';
    private readonly byte[][] _pieces;

    private LinePattern(string text, byte[][] pieces)
    {
        Text = text;
        _pieces = pieces;
        Anchor = pieces.MaxBy(p => p.Length)!;
    }

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>Its longest piece: what is searched for, before the whole line is looked at.</summary>
    internal byte[] Anchor { get; }

    /// <summary>The pattern of a text; false where no piece of it is long enough to be searched for.</summary>
    public static bool TryParse(string text, out LinePattern? pattern)
    {
        var pieces = text.Split(Gap, StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes).ToArray();
        pattern = pieces.Length > 0 && pieces.Max(p => p.Length) >= LeastAnchor ? new LinePattern(text, pieces) : null;
        return pattern is not null;
    }

    /// <summary>Whether a line, in UTF-8 without its end, holds all pieces in order.</summary>
    public bool IsIn(ReadOnlySpan<byte> line)
    {
        foreach (var piece in _pieces)
        {
            var at = IndexOf(line, piece);
            if (at < 0)
            {
                return false;
            }

            line = line[(at + piece.Length)..];
        }

        return true;
    }

    private static int IndexOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> piece)
    {
        for (var at = 0; at + piece.Length <= line.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(line.Slice(at, piece.Length), piece) || line.Slice(at, piece.Length).SequenceEqual(piece))
            {
                return at;
            }
        }

        return -1;
    }
}
