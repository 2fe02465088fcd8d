using System.Text.Json.Serialization;
using Barelane.Twin.Faults;

namespace Barelane.Twin.Hosting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FaultRule))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
