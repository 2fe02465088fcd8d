using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Barelane.Cli.Rehearsal;

/// <summary>The generated JSON of <c>rehearse</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RehearsalJsonReport))]
internal sealed partial class RehearsalJson : JsonSerializerContext
{
    // Not for web pages: quotes and umlauts stay readable, as in every other answer.
    private static readonly Lazy<RehearsalJson> Readable = new(MakeReadable);

    /// <summary>The answer with a line end.</summary>
    public static string Text(RehearsalJsonReport report) => JsonSerializer.Serialize(report, Readable.Value.RehearsalJsonReport) + "\n";

    private static RehearsalJson MakeReadable() => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
