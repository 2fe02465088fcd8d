using System.Globalization;
using System.Text.RegularExpressions;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>What the operators make of their operands (about_Comparison_Operators, about_Arithmetic_Operators, about_Split, about_Join).</summary>
internal static class Operators
{
    public static object? Apply(string op, object? left, object? right)
    {
        (left, right) = (Conversion.Plain(left), Conversion.Plain(right));
        return op switch
        {
            "+" => Add(left, right),
            "-" or "*" => Arithmetic(op[0], left, right),
            "f" => string.Format(CultureInfo.InvariantCulture, Conversion.ToText(left), [.. (right is object?[] many ? many : [right]).Select(Formattable)]),
            "join" => string.Join(Conversion.ToText(right), Conversion.Elements(left).Select(Conversion.ToText)),
            "split" => Conversion.Elements(left).SelectMany(v => Regex.Split(Conversion.ToText(v), Conversion.ToText(right), RegexOptions.IgnoreCase)).Cast<object?>().ToArray(),
            "in" => Contains(right, left),
            "notin" => !Contains(right, left),
            "contains" => Contains(left, right),
            "replace" => Each(left, v => Replace(v, right)),
            _ when left is object?[] items => items.Where(i => Compare(op, i, right)).ToArray(),
            _ => Compare(op, left, right),
        };
    }

    /// <summary>Whether two values are the same: the right one is turned into the left one's kind, and texts ignore case.</summary>
    public static bool Same(object? left, object? right)
    {
        (left, right) = (Conversion.Plain(Bare(left)), Conversion.Plain(Bare(right)));
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is string text)
        {
            return string.Equals(text, Conversion.ToText(right), StringComparison.OrdinalIgnoreCase);
        }

        if (left is bool b)
        {
            return b == Conversion.IsTrue(right);
        }

        try
        {
            return left is PsEnum e ? (right is PsEnum or not string ? Numbers.Is(right) || right is PsEnum ? e.Number == (long)Numbers.ToBig(right is PsEnum r ? r.Number : right) : false : e.Type.Parse((string)right)?.Number == e.Number)
                : Numbers.Is(left) ? Number(right, left) is { } n && Numbers.Compare(left, n) == 0
                : left is Guid g ? Guid.TryParse(Conversion.ToText(right), out var other) && g == other
                : left.Equals(right);
        }
        catch (PsException)
        {
            return false;
        }
    }

    /// <summary>The order of two values; texts by their characters, ignoring case.</summary>
    public static int Order(object? left, object? right)
    {
        (left, right) = (Conversion.Plain(Bare(left)), Conversion.Plain(Bare(right)));
        return left is null || right is null ? (left is null ? 0 : 1) - (right is null ? 0 : 1)
            : left is PsEnum e ? e.Number.CompareTo((long)Numbers.ToBig(right is PsEnum r ? r.Number : Number(right, 0) ?? throw NoOrder(left, right)))
            : Numbers.Is(left) ? Numbers.Compare(left, Number(right, left) ?? throw NoOrder(left, right))
            : left is DateTime d && right is DateTime other ? d.CompareTo(other)
            : left is string or Guid or bool ? string.Compare(Conversion.ToText(left), Conversion.ToText(right), StringComparison.OrdinalIgnoreCase)
            : throw PsException.Of("NotIcomparable", "InvalidOperation", $"Cannot compare \"{Conversion.ToText(left)}\" because it is not IComparable.");
    }

    /// <summary>-like: * any, ? one, [abc] one of; ignores case (about_Wildcards).</summary>
    public static bool Like(string text, string pattern)
    {
        var regex = new System.Text.StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var close = pattern[i] == '[' ? pattern.IndexOf(']', i) : -1;
            regex.Append(pattern[i] switch
            {
                '*' => ".*",
                '?' => ".",
                '`' when i + 1 < pattern.Length => Regex.Escape(pattern[++i].ToString()),
                '[' when close > i + 1 => pattern[i..(close + 1)].Replace("\\", "\\\\", StringComparison.Ordinal),
                '[' => throw PsException.Of("WildcardPatternException", "InvalidArgument", $"The specified wildcard character pattern is not valid: {pattern}"),
                var c => Regex.Escape(c.ToString()),
            });
            i = close > i ? close : i;
        }

        return Regex.IsMatch(text, regex.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static bool Compare(string op, object? left, object? right) => op switch
    {
        "eq" => Same(left, right),
        "ne" => !Same(left, right),
        "lt" => Order(left, right) < 0,
        "le" => Order(left, right) <= 0,
        "gt" => Order(left, right) > 0,
        "ge" => Order(left, right) >= 0,
        "like" => Like(Conversion.ToText(left), Conversion.ToText(right)),
        "notlike" => !Like(Conversion.ToText(left), Conversion.ToText(right)),
        "match" => Regex.IsMatch(Conversion.ToText(left), Conversion.ToText(right), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
        _ => throw new InvalidOperationException($"There is no operator '-{op}'."),
    };

    private static bool Contains(object? items, object? value) => Conversion.Elements(items).Any(i => Same(i, value));

    private static object? Each(object? left, Func<object?, object?> make) => left is object?[] items ? items.Select(make).ToArray() : make(left);

    private static string Replace(object? value, object? with)
    {
        var (pattern, replacement) = with is object?[] { Length: > 0 } pair ? (pair[0], pair.ElementAtOrDefault(1)) : (with, null);
        return Regex.Replace(Conversion.ToText(value), Conversion.ToText(pattern), Conversion.ToText(replacement), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static object? Add(object? left, object? right)
    {
        switch (left)
        {
            case null:
                return right;
            case object?[] items:
                return items.Concat(Conversion.Elements(right)).ToArray();
            case string text:
                return text + Conversion.ToText(right);
            case PsTable table when right is PsTable other:
                var sum = new PsTable();
                foreach (var (key, value) in table.Keys.Select(k => (k, table[k])).Concat(other.Keys.Select(k => (k, other[k]))))
                {
                    sum[key] = sum.Has(key) ? throw PsException.Of("System.ArgumentException", "NotSpecified", $"Item has already been added. Key in dictionary: '{key}'  Key being added: '{key}'") : value;
                }

                return sum;
            default:
                return Arithmetic('+', left, right);
        }
    }

    private static object? Arithmetic(char op, object? left, object? right)
    {
        if (op == '*' && left is string text)
        {
            return string.Concat(Enumerable.Repeat(text, (int)Numbers.ToBig(Number(right, 0) ?? 0)));
        }

        var a = left is null ? 0 : Number(left, 0);
        var b = right is null ? 0 : Number(right, a ?? 0);
        return a is null || b is null || left is object?[] or PsObject
            ? throw PsException.Of("MethodNotFound", "InvalidOperation", $"Method invocation failed because [{Conversion.TypeName(left)}] does not contain a method named 'op_{(op == '+' ? "Addition" : op == '-' ? "Subtraction" : "Multiply")}'.")
            : Numbers.Calculate(op, a, b);
    }

    /// <summary>A value as a number beside another one: a text has to be one wholly.</summary>
    private static object? Number(object? value, object beside) => Bare(value) switch
    {
        PsEnum e => e.Number,
        bool b => b ? 1 : 0,
        string s when s.Trim().Length == 0 => 0,
        string s => Numbers.Parse(s) is { } n ? (n >= int.MinValue && n <= int.MaxValue ? (int)n : n >= long.MinValue && n <= long.MaxValue ? (long)n : (object)(decimal)n)
            : throw PsException.Of("InvalidCastFromStringToInteger", "InvalidArgument", $"Cannot convert value \"{s}\" to type \"{Conversion.TypeName(beside)}\". Error: \"Input string was not in a correct format.\""),
        var n when Numbers.Is(n) => n,
        _ => null,
    };

    private static object? Bare(object? value) => value is PsObject { Base: { } inner } ? inner : value;

    private static object? Formattable(object? value) => value is PsEnum or PsObject or null ? Conversion.ToText(value) : value;

    private static PsException NoOrder(object? left, object? right) =>
        PsException.Of("ComparisonFailure", "InvalidOperation", $"Could not compare \"{Conversion.ToText(left)}\" to \"{Conversion.ToText(right)}\".");
}
