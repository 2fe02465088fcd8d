using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Barelane.Core.Facts;

namespace Barelane.TestKit.Conformance;

/// <summary>Records as text, with everything in them, so that two can be compared wholly and a difference can be shown.</summary>
public static class Structure
{
    /// <summary>Every public member, one to a line.</summary>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, "", value);
        return text.ToString();
    }

    /// <summary>The first line in which two texts differ; null where they are the same.</summary>
    public static string? Difference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (left, right) = (i < a.Length ? a[i] : "(nothing)", i < b.Length ? b[i] : "(nothing)");
            if (!string.Equals(left, right, StringComparison.Ordinal))
            {
                return $"'{left}' against '{right}'";
            }
        }

        return null;
    }

    private static void Write(StringBuilder text, string path, object? value)
    {
        var type = value?.GetType();
        if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Observed<>))
        {
            WriteFact(text, path, value!, type);
        }
        else if (value is null or string or IFormattable || type is { IsPrimitive: true } || type!.IsEnum || IsText(type))
        {
            text.Append(CultureInfo.InvariantCulture, $"{path} = {value ?? "null"}\n");
        }
        else if (value is IDictionary pairs)
        {
            foreach (var key in pairs.Keys.Cast<object>().OrderBy(k => k.ToString(), StringComparer.Ordinal))
            {
                Write(text, $"{path}[{key}]", pairs[key]);
            }
        }
        else if (value is IEnumerable items)
        {
            var i = 0;
            foreach (var item in items)
            {
                Write(text, $"{path}[{i++}]", item);
            }

            text.Append(CultureInfo.InvariantCulture, $"{path}.Count = {i}\n");
        }
        else
        {
            foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            {
                Write(text, $"{path}.{member.Name}", member.GetValue(value));
            }
        }
    }

    private static void WriteFact(StringBuilder text, string path, object fact, Type type)
    {
        var state = type.GetProperty(nameof(Observed<int>.State))!.GetValue(fact);
        text.Append(CultureInfo.InvariantCulture, $"{path} is {state} {type.GetProperty(nameof(Observed<int>.Note))!.GetValue(fact)}\n");
        if ((bool)type.GetProperty(nameof(Observed<int>.HasValue))!.GetValue(fact)!)
        {
            Write(text, path, type.GetProperty(nameof(Observed<int>.Value))!.GetValue(fact));
        }
    }

    /// <summary>Small values that print themselves: identities, addresses, fields.</summary>
    private static bool IsText(Type type) => type.IsValueType && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == type;
}
