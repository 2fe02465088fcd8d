using System.Text.Encodings.Web;
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
[JsonSerializable(typeof(VerifyJsonReport))]
[JsonSerializable(typeof(HistoryReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(DiagnosisReport))]
[JsonSerializable(typeof(AdviceReport))]
[JsonSerializable(typeof(CatalogReport))]
[JsonSerializable(typeof(CatalogCheckReport))]
[JsonSerializable(typeof(SupportBundleReport))]
[JsonSerializable(typeof(CatalogImportReport))]
public sealed partial class ReportJson : JsonSerializerContext
{
    // Not for web pages: quotes and umlauts stay readable.
    private static readonly Lazy<ReportJson> Readable = new(MakeReadable);

    /// <summary>One answer with a line end.</summary>
    public static string Text(Report report) => JsonSerializer.Serialize(report, Readable.Value.GetTypeInfo(report.GetType())!) + "\n";

    private static ReportJson MakeReadable() => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
