using System.Globalization;
using System.Numerics;
using System.Text;

namespace Barelane.FakeHyperV.Language;

/// <summary>
/// The characters of a script and the words in them. PowerShell's tokens depend on where they stand (about_Parsing), so that the parser asks for what it
/// expects. Typographic quotes and dashes count as their plain forms, as in PowerShell's own tokenizer (CharTraits.cs).
/// </summary>
internal sealed class Cursor(string text)
{
    private const string SingleQuotes = "'\u2018\u2019\u201a\u201b";
    private const string DoubleQuotes = "\"\u201c\u201d\u201e";
    private const string Dashes = "-\u2013\u2014\u2015";

    public int Position { get; set; }

    public int Line => 1 + text.AsSpan(0, Math.Min(Position, text.Length)).Count('\n');

    public bool AtEnd => Position >= text.Length;

    public char Here => At(0);

    public char At(int ahead) => Position + ahead < text.Length ? text[Position + ahead] : '\0';

    public static bool IsDash(char c) => Dashes.Contains(c) && c != '\0';

    public static bool IsSingleQuote(char c) => SingleQuotes.Contains(c) && c != '\0';

    public static bool IsDoubleQuote(char c) => DoubleQuotes.Contains(c) && c != '\0';

    public static bool IsName(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Skips blanks and comments, and line ends too where asked.</summary>
    public void Skip(bool lines)
    {
        while (!AtEnd)
        {
            if (Here is ' ' or '\t' or '\r' || (lines && Here is '\n'))
            {
                Position++;
            }
            else if (Here == '#')
            {
                Position = text.IndexOf('\n', Position) is >= 0 and var end ? end : text.Length;
            }
            else if (Here == '<' && At(1) == '#')
            {
                Position = text.IndexOf("#>", Position, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : throw Refuse("'<#'", "the comment has no end");
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Skips line ends and semicolons.</summary>
    public void SkipSeparators()
    {
        Skip(lines: true);
        while (Here == ';')
        {
            Position++;
            Skip(lines: true);
        }
    }

    public bool Takes(char c)
    {
        if (Here != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    public void Require(char c, string of)
    {
        if (!Takes(c))
        {
            throw Refuse(AtEnd ? "the end" : $"'{Here}'", $"{of} wants '{c}' here");
        }
    }

    /// <summary>Whether this word stands here, whole and whatever its case.</summary>
    public bool Sees(string word) => string.Compare(text, Position, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && !IsName(At(word.Length)) && At(word.Length) != '-';

    public bool Takes(string word)
    {
        if (!Sees(word))
        {
            return false;
        }

        Position += word.Length;
        return true;
    }

    public string Name()
    {
        var start = Position;
        while (IsName(Here))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>An operator such as -eq; null and nothing taken where none stands here.</summary>
    public string? Operator()
    {
        if (!IsDash(Here) || !char.IsAsciiLetter(At(1)))
        {
            return null;
        }

        var length = 1;
        while (char.IsAsciiLetter(At(length)))
        {
            length++;
        }

        return text.Substring(Position + 1, length - 1).ToLowerInvariant();
    }

    /// <summary>A text in single quotes: two quotes of any form stand for the second of them (Tokenizer.ScanStringLiteral).</summary>
    public string Quoted()
    {
        var line = Line;
        Position++;
        var value = new StringBuilder();
        while (true)
        {
            if (AtEnd)
            {
                throw new ParseException(line, "a text in quotes", "it has no end");
            }

            if (IsSingleQuote(Here))
            {
                if (!IsSingleQuote(At(1)))
                {
                    Position++;
                    return value.ToString();
                }

                Position++;
            }

            value.Append(Here);
            Position++;
        }
    }

    /// <summary>A number: [int] where it fits, else [long], [decimal]; with a fraction [double]; KB, MB, GB and TB multiply (about_Numeric_Literals).</summary>
    public object Number()
    {
        var start = Position;
        if (Here == '0' && At(1) is 'x' or 'X')
        {
            Position += 2;
            while (char.IsAsciiHexDigit(Here))
            {
                Position++;
            }

            var hex = BigInteger.Parse("0" + text[(start + 2)..Position], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return Position - start <= 10 ? unchecked((int)(uint)hex) : unchecked((long)(ulong)hex);
        }

        while (char.IsAsciiDigit(Here) || (Here == '.' && char.IsAsciiDigit(At(1))))
        {
            Position++;
        }

        var digits = text[start..Position];
        var isLong = Takes('L') || Takes('l');
        var unit = At(1) is 'B' or 'b' ? "KMGT".IndexOf(char.ToUpperInvariant(Here), StringComparison.Ordinal) : -1;
        Position += unit >= 0 ? 2 : 0;
        if (IsName(Here))
        {
            throw Refuse($"'{digits}{Here}'", "this is no number");
        }

        if (digits.Contains('.'))
        {
            return double.Parse(digits, CultureInfo.InvariantCulture) * Math.Pow(1024, unit + 1);
        }

        var whole = BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(1024, unit + 1);
        return !isLong && whole <= int.MaxValue ? (int)whole : whole <= long.MaxValue ? (long)whole : (object)(decimal)whole;
    }

    /// <summary>A word without quotes, as an argument has it.</summary>
    public string Bareword()
    {
        var start = Position;
        while (!AtEnd && !char.IsWhiteSpace(Here) && !"|;,(){}'\"$@`&<>".Contains(Here, StringComparison.Ordinal))
        {
            Position++;
        }

        return text[start..Position];
    }

    public ParseException Refuse(string construct, string why) => new(Line, construct, why);
}
