using System.Text.Json;

namespace Barelane.Knowledge.Tests.Symptoms;

/// <summary>What was recorded of a symptom, apart from its patterns: lines of logs, words of people, and a line that is not it.</summary>
internal sealed record Recorded(string Id, IReadOnlyList<string> Log, IReadOnlyList<string> Typed, string Near)
{
    public static IReadOnlyList<Recorded> All { get; } = Read();

    private static List<Recorded> Read()
    {
        using var stream = typeof(Recorded).Assembly.GetManifestResourceStream("recorded.json")!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.EnumerateObject().Select(e => new Recorded(e.Name, Texts(e.Value, "log"), Texts(e.Value, "typed"), e.Value.GetProperty("near").GetString()!))];
    }

    private static List<string> Texts(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(t => t.GetString()!)] : [];
}
