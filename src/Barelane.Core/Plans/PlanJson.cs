using System.Text.Json.Serialization;

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
