using System.Globalization;

namespace Barelane.Core.Facts;

/// <summary>Numbers of things, for sentences: '1 card', '2 cards'.</summary>
public static class Amount
{
    /// <summary>The number with its noun, which is given in the singular and may have words before it ('other host').</summary>
    public static string Of(long count, string noun)
    {
        ArgumentException.ThrowIfNullOrEmpty(noun);
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : Plural(noun))}");
    }

    private static string Plural(string noun) =>
        noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) || noun[^1] is 's' or 'x' ? noun + "es" : noun + "s";
}
