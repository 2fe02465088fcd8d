using System.Text.Json;
using System.Text.Json.Serialization;
using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>The generated JSON of plans and what is in them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(ObjectRefJson), typeof(FieldJson)])]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(Step))]
public sealed partial class PlanJson : JsonSerializerContext;

/// <summary>References as their text form.</summary>
internal sealed class ObjectRefJson : JsonConverter<ObjectRef>
{
    public override ObjectRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return ObjectRef.Parse(reader.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, ObjectRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Fields as their names.</summary>
internal sealed class FieldJson : JsonConverter<Field>
{
    public override Field Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Field value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
