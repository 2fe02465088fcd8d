using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Barelane.Core.Goals;

namespace Barelane.Knowledge.Catalog;

/// <summary>
/// Reads a file of the catalogue strictly, entry by entry, and names every mistake at once with its line; a mistake in one entry leaves the others.
/// </summary>
/// <typeparam name="TEntry">An entry as it is written.</typeparam>
/// <typeparam name="TItem">What is made of it.</typeparam>
internal sealed class EntryReader<TEntry, TItem>
    where TItem : class
{
    private const int Version = 1;
    private readonly List<string> _problems = [];

    /// <summary>The array that holds the entries.</summary>
    public required string Section { get; init; }

    /// <summary>What one entry is called: <c>server</c>.</summary>
    public required string Word { get; init; }

    /// <summary>The key by which an entry is named in messages.</summary>
    public required string NameKey { get; init; }

    /// <summary>The keys an entry may have.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>The keys it must have.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>How an entry is read.</summary>
    public required JsonTypeInfo<TEntry> Form { get; init; }

    /// <summary>Makes an item of an entry, and says what is wrong in it: the key and the problem as a part of a sentence.</summary>
    public required Func<EntryFile, TEntry, Action<string, string>, TItem> Make { get; init; }

    /// <summary>The sound entries and the mistakes; no entries where the file as a whole cannot be read.</summary>
    public (IReadOnlyList<TItem>? Items, IReadOnlyList<string> Problems) Read(string json)
    {
        EntryFile? file;
        IReadOnlyList<JsonEntry> entries;
        try
        {
            file = JsonSerializer.Deserialize(json, CatalogJson.Default.EntryFile);
            entries = JsonEntry.In(Encoding.UTF8.GetBytes(json), Section);
        }
        catch (JsonException e)
        {
            return (null, [string.Create(CultureInfo.InvariantCulture, $"line {(e.LineNumber ?? 0) + 1}: The file is not readable: {e.Message.Split(" Path: ")[0]}")]);
        }

        if (file is null || file.FormatVersion != Version)
        {
            return (null, [$"line 1: The file's formatVersion is '{file?.FormatVersion.ToString(CultureInfo.InvariantCulture) ?? "null"}'; this program reads '{Version}'."]);
        }

        var section = string.Equals(Section, "servers", StringComparison.Ordinal) ? file.Servers : file.Combinations;
        if (section is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() != entries.Count)
        {
            return (null, [$"line 1: '{Section}' is missing or holds something that is no {Word}; it is a list of objects, each with {string.Join(", ", Required.Select(r => $"'{r}'"))}."]);
        }

        var items = entries.Select(e => Item(file, e)).OfType<TItem>().ToList();
        return (items, _problems);
    }

    private TItem? Item(EntryFile file, JsonEntry json)
    {
        var before = _problems.Count;
        CheckKeys(json);
        if (_problems.Count > before)
        {
            return null;
        }

        try
        {
            var entry = JsonSerializer.Deserialize(json.Json.Span, Form)!;
            var item = Make(file, entry, (key, problem) => Say(json, key, problem));
            return _problems.Count > before ? null : item;
        }
        catch (JsonException e)
        {
            var key = e.Path?.TrimStart('$', '.').Split('[', '.')[0] ?? "";
            Say(json, key, $"has '{key}' in a wrong form; see docs/reference/{Section}.schema.json");
            return null;
        }
    }

    private void CheckKeys(JsonEntry json)
    {
        var unknown = json.Keys.Where(k => !Keys.Contains(k.Name, StringComparer.Ordinal)).ToList();
        foreach (var key in unknown)
        {
            Say(json, key.Name, $"has the unknown key '{key.Name}'{(Nearest.Hint(key.Name, Keys) is { Length: > 0 } hint ? "." + hint : "")}");
        }

        foreach (var twice in json.Keys.GroupBy(k => k.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Say(json, twice.Key, $"has the key '{twice.Key}' {twice.Count()} times");
        }

        foreach (var missing in Required.Where(r => unknown.Count == 0 && json.Keys.All(k => !string.Equals(k.Name, r, StringComparison.Ordinal))))
        {
            Say(json, "", $"lacks '{missing}'");
        }
    }

    private void Say(JsonEntry json, string key, string problem) => _problems.Add(string.Create(
        CultureInfo.InvariantCulture, $"line {json.LineOf(key)}: The {Word} '{NameOf(json)}' {problem}{(problem.EndsWith('?') ? "" : ".")}"));

    private string NameOf(JsonEntry json)
    {
        using var document = JsonDocument.Parse(json.Json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.TryGetProperty(NameKey, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "without a name";
    }
}
