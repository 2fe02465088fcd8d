using System.Text.Json.Serialization;

namespace Barelane.Guest.Preparation.Windows;

/// <summary>JSON of the scripts, made when compiling.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(GuestRequest))]
[JsonSerializable(typeof(GuestReply))]
internal sealed partial class PreparationJson : JsonSerializerContext;
