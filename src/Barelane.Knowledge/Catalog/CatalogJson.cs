using System.Text.Json.Serialization;

namespace Barelane.Knowledge.Catalog;

/// <summary>The generated JSON of the catalogue; unknown keys are refused, so that a mistyped one is seen.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CatalogFile))]
[JsonSerializable(typeof(CatalogFile.CardEntry))]
[JsonSerializable(typeof(EntryFile))]
[JsonSerializable(typeof(EntryFile.ServerEntry))]
[JsonSerializable(typeof(EntryFile.CombinationEntry))]
internal sealed partial class CatalogJson : JsonSerializerContext;
