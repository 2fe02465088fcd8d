using System.Globalization;
using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>Attributes of the kernel as values. What does not have the expected form is Unreadable, with the path and what was found.</summary>
internal static class Attribute
{
    private const int Shown = 60;

    /// <summary>A decimal number.</summary>
    public static Observed<int> Number(this IHostFiles files, string path) =>
        Parse<int>(files.ReadText(path), path, "a number", static t => int.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null);

    /// <summary>A hexadecimal number, with or without 0x.</summary>
    public static Observed<ulong> Hex(this IHostFiles files, string path) => Parse<ulong>(files.ReadText(path), path, "a hexadecimal number", ParseHex);

    /// <summary>The kernel's switch: <c>Y</c> or <c>N</c>, <c>1</c> or <c>0</c>.</summary>
    public static Observed<bool> Switch(this IHostFiles files, string path) => Parse<bool>(files.ReadText(path), path, "'Y' or 'N'", static t => t switch
    {
        "Y" or "1" => true,
        "N" or "0" => false,
        _ => null,
    });

    /// <summary>The text as a value; a text of another form is Unreadable.</summary>
    public static Observed<T> Parse<T>(Observed<string> text, string path, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (!text.TryGet(out var found))
        {
            return text.Map(_ => default(T));
        }

        return parse(found.Trim()) is { } value ? Observed.Read(value) : Malformed<T>(path, found, expected);
    }

    /// <summary>What was found is not what is expected there.</summary>
    public static Observed<T> Malformed<T>(string path, string found, string expected)
    {
        var line = found.Split('\n', 2)[0];
        return Observed<T>.Unreadable($"'{path}' holds '{(line.Length > Shown ? line[..Shown] + "…" : line)}' where {expected} is expected.");
    }

    /// <summary>A hexadecimal number, with or without 0x; null for anything else.</summary>
    public static ulong? ParseHex(string text) =>
        ulong.TryParse(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
