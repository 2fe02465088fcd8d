using System.Text.Json;
using System.Text.Json.Serialization;

namespace Barelane.Core.Plans;

/// <summary>Fields as their names.</summary>
public sealed class FieldJson : JsonConverter<Field>
{
    /// <inheritdoc/>
    public override Field Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Field value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
