using System.Text.Json.Serialization;

namespace Barelane.Knowledge.Symptoms;

/// <summary>The generated JSON of the symptoms; unknown keys are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SymptomFile))]
internal sealed partial class SymptomJson : JsonSerializerContext;
