using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Barelane.Rendering.Json;

/// <summary>The generated JSON of a run's lines: one object a line, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VersionReport))]
[JsonSerializable(typeof(PlanReport))]
[JsonSerializable(typeof(EventReport))]
[JsonSerializable(typeof(RunResultReport))]
[JsonSerializable(typeof(ErrorReport))]
public sealed partial class LineJson : JsonSerializerContext
{
    // Not for web pages: quotes and umlauts stay readable.
    private static readonly Lazy<LineJson> Readable = new(MakeReadable);

    /// <summary>One line with its end.</summary>
    public static string Line(Report report) => JsonSerializer.Serialize(report, Readable.Value.GetTypeInfo(report.GetType())!) + "\n";

    private static LineJson MakeReadable() => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
