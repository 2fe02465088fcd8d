using System.Text.Json;

namespace Barelane.Knowledge.Tests.Symptoms;

/// <summary>What was recorded of a symptom, apart from its patterns: lines of logs, words of people, and a line that is not it. From recorded.json and the folder Recorded.</summary>
internal sealed record Recorded(string Id, IReadOnlyList<string> Log, IReadOnlyList<string> Typed, string Near)
{
    public static IReadOnlyList<Recorded> All { get; } = Read();

    private static List<Recorded> Read()
    {
        var all = new List<Recorded>();
        foreach (var name in typeof(Recorded).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("recorded", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = typeof(Recorded).Assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            all.AddRange(json.RootElement.EnumerateObject().Select(e => new Recorded(e.Name, Texts(e.Value, "log"), Texts(e.Value, "typed"), e.Value.GetProperty("near").GetString()!)));
        }

        return all;
    }

    private static List<string> Texts(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(t => t.GetString()!)] : [];
}
