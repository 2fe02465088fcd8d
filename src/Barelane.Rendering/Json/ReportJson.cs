using System.Text.Json;
using System.Text.Json.Serialization;

namespace Barelane.Rendering.Json;

/// <summary>The generated JSON of all answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(PlanReport))]
[JsonSerializable(typeof(FindingsReport))]
[JsonSerializable(typeof(ErrorReport))]
public sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>One answer with a line end.</summary>
    public static string Text(Report report) => JsonSerializer.Serialize(report, Default.GetTypeInfo(report.GetType())!) + "\n";
}
