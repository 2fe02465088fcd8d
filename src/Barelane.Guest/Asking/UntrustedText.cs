using System.Globalization;
using System.Text;

namespace Barelane.Guest.Asking;

/// <summary>Text that a guest wrote, made fit for a message: one line, nothing that moves a terminal's cursor, a limited length.</summary>
internal static class UntrustedText
{
    private const int Limit = 160;

    /// <summary>The first line that is not blank, cleaned; empty where there is none.</summary>
    public static string Line(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                return Clean(line.Trim());
            }
        }

        return "";
    }

    /// <summary>The text without control and format characters, cut at a limit that is marked with an ellipsis.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var cleaned = new StringBuilder(Math.Min(text.Length, Limit));
        foreach (var character in text)
        {
            if (cleaned.Length == Limit)
            {
                return cleaned.Append('…').ToString();
            }

            var isHidden = char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
            cleaned.Append(isHidden ? ' ' : character);
        }

        return cleaned.ToString();
    }
}
