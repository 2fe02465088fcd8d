using System.Globalization;
using System.Xml;

namespace Barelane.Twin.Schema;

/// <summary>The XML Schema primitives of vim25: their names on the wire, and their text.</summary>
internal static class XsdTypes
{
    /// <summary>The wire name of a primitive of the schema, or null for a type of vim25.</summary>
    public static string? WireName(string type) => type switch
    {
        "string" or "typeName" or "methodName" or "propertyPath" => "string",
        "boolean" or "byte" or "short" or "int" or "long" or "float" or "double" or "dateTime" or "base64Binary"
            or "anyURI" or "anyType" => type,
        _ => null,
    };

    public static string NameOf(object value) => value switch
    {
        string => "string",
        bool => "boolean",
        sbyte => "byte",
        short => "short",
        int => "int",
        long => "long",
        float => "float",
        double => "double",
        DateTimeOffset => "dateTime",
        byte[] => "base64Binary",
        _ => throw new ArgumentException($"'{value.GetType()}' is no XML Schema primitive.", nameof(value)),
    };

    public static string Format(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    /// <summary>The value of a primitive's text; throws <see cref="FormatException"/> or <see cref="OverflowException"/>.</summary>
    public static object Parse(string type, string text) => type switch
    {
        "boolean" => XmlConvert.ToBoolean(text.Trim()),
        "byte" => sbyte.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture),
        "short" => short.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture),
        "int" => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture),
        "long" => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture),
        "float" or "double" => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        "dateTime" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "base64Binary" => Convert.FromBase64String(text),
        _ => text,
    };
}
