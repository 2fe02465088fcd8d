using System.Globalization;
using System.Numerics;

namespace Barelane.FakeHyperV.Values;

/// <summary>How values become others (about_Type_Conversion; LanguagePrimitives.ConvertTo).</summary>
internal static class Conversion
{
    /// <summary>Whether a value counts as true (about_Booleans).</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or Nothing => false,
        bool b => b,
        string s => s.Length > 0,
        PsEnum e => e.Number != 0,
        object?[] { Length: 0 } => false,
        object?[] { Length: 1 } one => IsTrue(one[0]),
        byte[] bytes => bytes.Length > 1 || (bytes.Length == 1 && bytes[0] != 0),
        _ => !Numbers.Is(value) || Numbers.ToDouble(value) != 0,
    };

    /// <summary>What [string] makes of a value: arrays are joined by blanks, $null is empty, numbers ignore the culture.</summary>
    public static string ToText(object? value) => value switch
    {
        null => "",
        string s => s,
        bool b => b ? "True" : "False",
        object?[] items => string.Join(' ', items.Select(ToText)),
        byte[] bytes => string.Join(' ', bytes),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The elements that a pipeline or foreach goes through; a text, a table and an object are one.</summary>
    public static IEnumerable<object?> Elements(object? value) => value switch
    {
        Nothing => [],
        object?[] items => items,
        byte[] bytes => bytes.Cast<object?>(),
        _ => [value],
    };

    /// <summary>What a pipeline's output is when it is assigned: nothing, the one element, or an array.</summary>
    public static object? Collected(IReadOnlyList<object?> output) => output.Count switch
    {
        0 => Nothing.Value,
        1 => output[0],
        _ => output.ToArray(),
    };

    /// <summary>$null in its place where nothing came.</summary>
    public static object? Plain(object? value) => value is Nothing ? null : value;

    /// <summary>A number of the kind asked for; the text has to be one wholly.</summary>
    public static object ToInteger(object? value, BigInteger lowest, BigInteger highest, string type)
    {
        BigInteger number;
        switch (Plain(value))
        {
            case null:
                return BigInteger.Zero;
            case bool b:
                return b ? BigInteger.One : BigInteger.Zero;
            case PsEnum e:
                number = e.Number;
                break;
            case PsObject { Base: { } inner }:
                return ToInteger(inner, lowest, highest, type);
            case string s when s.Trim().Length == 0:
                return BigInteger.Zero;
            case string s:
                number = Numbers.Parse(s) ?? throw Cannot(value, type, "Input string was not in a correct format.");
                break;
            case double d:
                // PowerShell rounds half to even where .NET's casts cut off.
                number = new BigInteger(Math.Round(d, MidpointRounding.ToEven));
                break;
            case decimal m:
                number = new BigInteger(Math.Round(m, MidpointRounding.ToEven));
                break;
            case { } n when Numbers.Is(n):
                number = Numbers.ToBig(n);
                break;
            default:
                throw Cannot(value, type, null);
        }

        return number < lowest || number > highest
            ? throw Cannot(value, type, $"Value was either too large or too small for {(type.StartsWith("System.U", StringComparison.Ordinal) ? "a" : "an")} {type["System.".Length..]}.")
            : number;
    }

    /// <summary>The error of a cast or a parameter that can't be converted.</summary>
    public static PsException Cannot(object? value, string type, string? why) => PsException.Of(
        value is string && why is not null ? "InvalidCastFromStringToInteger" : "ConvertToFinalInvalidCastException",
        "InvalidArgument",
        $"Cannot convert value \"{ToText(value)}\" to type \"{type}\".{(why is null ? "" : $" Error: \"{why}\"")}");

    public static string TypeName(object? value) => value switch
    {
        null or Nothing => "null",
        PsObject o => o.TypeName,
        PsTable => "System.Collections.Hashtable",
        PsEnum e => e.Type.Name,
        object?[] => "System.Object[]",
        _ => value.GetType().FullName ?? "",
    };
}
