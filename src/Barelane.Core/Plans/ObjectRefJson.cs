using System.Text.Json;
using System.Text.Json.Serialization;
using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>References as their text form.</summary>
public sealed class ObjectRefJson : JsonConverter<ObjectRef>
{
    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ObjectRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
