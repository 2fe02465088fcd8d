using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>The casts that scripts may use (about_Type_Conversion).</summary>
internal static class Casts
{
    private static readonly Dictionary<string, Func<object?, object?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = v => (int)(System.Numerics.BigInteger)Conversion.ToInteger(v, int.MinValue, int.MaxValue, "System.Int32"),
        ["long"] = v => (long)(System.Numerics.BigInteger)Conversion.ToInteger(v, long.MinValue, long.MaxValue, "System.Int64"),
        ["uint32"] = v => (uint)(System.Numerics.BigInteger)Conversion.ToInteger(v, uint.MinValue, uint.MaxValue, "System.UInt32"),
        ["uint64"] = v => (ulong)(System.Numerics.BigInteger)Conversion.ToInteger(v, ulong.MinValue, ulong.MaxValue, "System.UInt64"),
        ["string"] = v => Conversion.ToText(Conversion.Plain(v)),
        ["bool"] = v => Conversion.IsTrue(v),
        ["guid"] = ToGuid,
        ["pscustomobject"] = ToObject,
        ["string[]"] = v => Conversion.Plain(v) is null ? null : Conversion.Elements(v).Select(e => (object?)Conversion.ToText(e)).ToArray(),
        ["object[]"] = v => Conversion.Plain(v) is null ? null : Conversion.Elements(v).ToArray(),
    };

    public static bool Has(string type) => Known.ContainsKey(type);

    public static object? Convert(string type, object? value) => Known[type](value);

    private static object ToGuid(object? value) => value is Guid g ? g
        : Guid.TryParse(Conversion.ToText(value), out var parsed) ? parsed
        : throw PsException.Of(
            value is null ? "ConvertToFinalInvalidCastException" : "InvalidCastParseTargetInvocation",
            "InvalidArgument",
            $"Cannot convert value \"{Conversion.ToText(value)}\" to type \"System.Guid\". Error: \"Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).\"");

    private static object? ToObject(object? value)
    {
        if (value is not PsTable table)
        {
            return value;
        }

        var made = new PsObject(PsObject.Custom);
        foreach (var key in table.Keys)
        {
            made[key] = Conversion.Plain(table[key]);
        }

        return made;
    }
}
