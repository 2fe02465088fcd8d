using System.Text.Json.Serialization;

namespace Barelane.Twin.Recording;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(RecordedSite))]
internal sealed partial class RecordedSiteContext : JsonSerializerContext;
