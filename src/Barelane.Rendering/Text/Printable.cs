using System.Globalization;
using System.Text;

namespace Barelane.Rendering.Text;

/// <summary>
/// Makes text from elsewhere (names of VMs, messages of hypervisors) fit for a terminal: nothing in it can move the cursor, change colours
/// or turn the direction of writing.
/// </summary>
public static class Printable
{
    /// <summary>The text with control and direction characters written as <c>\u001b</c>.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = IsUnsafe(c) ? safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>Columns the text takes on a terminal: 2 for wide East Asian characters and emoji, 0 for combining marks.</summary>
    public static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += rune.Value < 0x300 ? 1 : ColumnsOf(rune);
        }

        return columns;
    }

    private static int ColumnsOf(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        return rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
            or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd)
            ? 2
            : 1;
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';
}
