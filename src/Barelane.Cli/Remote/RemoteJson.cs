using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Remote;

/// <summary>The generated JSON of the <c>remote</c> verbs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(LeaseReport))]
[JsonSerializable(typeof(ReleaseReport))]
[JsonSerializable(typeof(PoolReport))]
[JsonSerializable(typeof(MeasureReport))]
internal sealed partial class RemoteJson : JsonSerializerContext
{
    // Not for web pages: quotes and umlauts stay readable, as in every other answer.
    private static readonly Lazy<RemoteJson> Readable = new(MakeReadable);

    /// <summary>The answer with a line end.</summary>
    public static string Text(Report report) => JsonSerializer.Serialize(report, Readable.Value.GetTypeInfo(report.GetType())!) + "\n";

    private static RemoteJson MakeReadable() => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
