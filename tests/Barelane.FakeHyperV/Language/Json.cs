using System.Globalization;
using System.Text;
using System.Text.Json;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>ConvertTo-Json and ConvertFrom-Json as Windows PowerShell 5.1 has them (JavaScriptSerializer behind them).</summary>
internal static class Json
{
    /// <summary>Compressed JSON. What lies deeper than the depth becomes text; enumerations are numbers; dates are \/Date(milliseconds)\/.</summary>
    public static string Write(object? value, int depth)
    {
        var text = new StringBuilder();
        Write(text, Conversion.Plain(value), depth);
        return text.ToString();
    }

    /// <summary>Objects with properties, arrays, texts, numbers: whole ones as the smallest of [int], [long], [decimal] that holds them, others as [decimal] or [double].</summary>
    public static object? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1024 });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new PsException(new PsErrorRecord
            {
                Id = "System.ArgumentException",
                Category = "NotSpecified",
                Message = $"Invalid JSON primitive: {text[..Math.Min(20, text.Length)]}. {e.Message}",
                Type = "System.ArgumentException",
                Cmdlet = "Microsoft.PowerShell.Commands.ConvertFromJsonCommand",
                Activity = "ConvertFrom-Json",
            });
        }
    }

    private static object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var made = new PsObject(PsObject.Custom);
                foreach (var property in element.EnumerateObject())
                {
                    made[property.Name] = made.TryGet(property.Name, out _)
                        ? throw PsException.Of("DuplicateKeysInJsonString", "InvalidOperation", $"Cannot convert the JSON string because a dictionary that was converted from the string contains the duplicated keys '{property.Name}'.")
                        : Read(property.Value);
                }

                return made;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Read).ToArray();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt32(out var i) ? i : element.TryGetInt64(out var l) ? l : element.TryGetDecimal(out var m) ? m : element.GetDouble();
            default:
                return element.ValueKind == JsonValueKind.Null ? null : element.ValueKind == JsonValueKind.True;
        }
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null or Nothing:
                text.Append("null");
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case string s:
                Quote(text, s);
                break;
            case PsEnum e:
                text.Append(e.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTime d:
                text.Append(CultureInfo.InvariantCulture, $"\"\\/Date({(d.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds:0})\\/\"");
                break;
            case double d:
                text.Append(d.ToString("R", CultureInfo.InvariantCulture));
                break;
            case { } n when Numbers.Is(n):
                text.Append(n is decimal m ? m.ToString(CultureInfo.InvariantCulture) : Numbers.ToBig(n).ToString(CultureInfo.InvariantCulture));
                break;
            case object?[] or byte[]:
                Write(text, '[', ']', Conversion.Elements(value).Select(v => (Name: (string?)null, Value: v)), value, depth);
                break;
            case PsTable t:
                Write(text, '{', '}', t.Keys.Select(k => ((string?)k, t[k])), value, depth);
                break;
            case PsObject o:
                // A text with note properties comes out as an object: { "value": …, "PSPath": … }.
                Write(text, '{', '}', (o.Base is { } inner ? [("value", inner)] : Array.Empty<(string?, object?)>()).Concat(o.Names.Select(n => ((string?)n, o[n]))), value, depth);
                break;
            default:
                Quote(text, Conversion.ToText(value));
                break;
        }
    }

    private static void Write(StringBuilder text, char open, char close, IEnumerable<(string? Name, object? Value)> items, object of, int depth)
    {
        if (depth < 0)
        {
            Quote(text, Conversion.ToText(of));
            return;
        }

        text.Append(open);
        var first = true;
        foreach (var (name, value) in items)
        {
            text.Append(first ? "" : ",");
            first = false;
            if (name is not null)
            {
                Quote(text, name);
                text.Append(':');
            }

            Write(text, value, depth - 1);
        }

        text.Append(close);
    }

    /// <summary>JavaScriptSerializer also escapes &lt; &gt; &amp; and '.</summary>
    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or '<' or '>' or '&' or '\'' or '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        text.Append('"');
    }
}
