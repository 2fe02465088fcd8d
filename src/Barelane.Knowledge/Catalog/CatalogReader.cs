using System.Globalization;
using System.Text;
using System.Text.Json;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>Reads a catalogue file strictly, entry by entry, and names every mistake at once with its line.</summary>
internal sealed class CatalogReader
{
    private const int Version = 1;
    public static readonly string[] Keys = ["name", "ids", "kind", "memoryGiB", "bar1GiB", "vendorMmioGiB", "ways", "companions", "trouble", "gpusPerBoard", "reset", "nvLink", "virtualFunctions", "driver", "vgpuSoftware", "drivers", "vgpu", "mig", "support", "endOfSupport", "date", "sources"];
    private static readonly string[] Required = ["name", "ids", "sources"];
    private static readonly string[] Sizes = ["memoryGiB", "bar1GiB", "vendorMmioGiB"];

    private readonly List<string> _problems = [];
    private readonly List<string> _lacks = [];

    /// <summary>The cards of sound entries; null where the file as a whole cannot be read.</summary>
    public IReadOnlyList<Card>? Cards { get; private set; }

    /// <summary>The mistakes, each once.</summary>
    public IReadOnlyList<string> Problems => [.. _problems.Distinct(StringComparer.Ordinal)];

    /// <summary>What sound entries lack.</summary>
    public IReadOnlyList<string> Lacks => _lacks;

    /// <summary>What the file keeps under short names; null where the file as a whole cannot be read.</summary>
    public SlicingTables? Tables { get; private set; }

    /// <summary>The cards of sound entries, the mistakes, and what sound entries lack; no cards where the file as a whole cannot be read.</summary>
    public static CatalogReader Read(string json, SlicingTables? builtIn)
    {
        var reader = new CatalogReader();
        reader.Cards = reader.Read(json, builtIn, reader._problems);
        return reader;
    }

    private List<Card>? Read(string json, SlicingTables? builtIn, List<string> problems)
    {
        CatalogFile? file;
        IReadOnlyList<JsonEntry> entries;
        try
        {
            file = JsonSerializer.Deserialize(json, CatalogJson.Default.CatalogFile);
            entries = JsonEntry.In(Encoding.UTF8.GetBytes(json), "cards");
        }
        catch (JsonException e)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"The catalogue is not readable at line {(e.LineNumber ?? 0) + 1}: {e.Message.Split(" Path: ")[0]}"));
            return null;
        }

        if (file is null || file.FormatVersion != Version)
        {
            _problems.Add($"The catalogue's formatVersion is '{file?.FormatVersion.ToString(CultureInfo.InvariantCulture) ?? "null"}'; this program reads '{Version}'.");
            return null;
        }

        if (file.Cards.ValueKind != JsonValueKind.Array || file.Cards.GetArrayLength() != entries.Count)
        {
            _problems.Add("'cards' holds something that is no card; it is a list of objects, each with 'name', 'ids', 'memoryGiB' and 'sources'.");
            return null;
        }

        Tables = new SlicingTables(file, json, builtIn, problems.Add);
        var read = entries.Select(e => (Entry: e, Card: Card(file, Tables, e))).Where(c => c.Card is not null).ToList();
        foreach (var twice in read.SelectMany(c => c.Card!.Ids.Select(id => (Id: id, c.Entry.Line, c.Card.Name))).GroupBy(c => c.Id).Where(g => g.Count() > 1))
        {
            _problems.Add($"line {twice.Last().Line}: The id '{Text(twice.Key)}' is given to {string.Join(" and ", twice.Select(t => $"'{t.Name}'"))}; each id may stand once.");
            read.RemoveAll(c => c.Card!.Ids.Contains(twice.Key));
        }

        return [.. read.Select(c => c.Card!)];
    }

    private Card? Card(CatalogFile file, SlicingTables slicing, JsonEntry json)
    {
        var before = _problems.Count;
        CheckKeys(json);
        if (_problems.Count > before)
        {
            return null;
        }

        CatalogFile.CardEntry entry;
        try
        {
            entry = JsonSerializer.Deserialize(json.Json.Span, CatalogJson.Default.CardEntry)!;
        }
        catch (JsonException e)
        {
            var key = e.Path?.TrimStart('$', '.').Split('[', '.')[0] ?? "";
            var required = Sizes.Contains(key, StringComparer.Ordinal) ? "a whole number of GiB without a unit is needed, e.g. 48" : $"see the format in docs/reference/cards.schema.json";
            Say(json, key, $"has a '{key}' of the wrong form; {required}");
            return null;
        }

        var card = new CardEntryCheck(json, entry, Say).Card(file, slicing);
        if (_problems.Count > before)
        {
            return null;
        }

        _lacks.AddRange(CardLacks.Of(card).Select(l => string.Create(CultureInfo.InvariantCulture, $"line {json.Line}: The card '{card.Name}' has {l}.")));
        return card;
    }

    private void CheckKeys(JsonEntry json)
    {
        var unknown = json.Keys.Where(k => !Keys.Contains(k.Name, StringComparer.Ordinal)).ToList();
        foreach (var key in unknown)
        {
            var size = Sizes.FirstOrDefault(s => key.Name.StartsWith(s[..^3], StringComparison.OrdinalIgnoreCase));
            Say(json, key.Name, $"has the unknown key '{key.Name}'{(size is null ? Hint(key.Name) : $"; the size is '{size}', a whole number of GiB")}");
        }

        foreach (var twice in json.Keys.GroupBy(k => k.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Say(json, twice.Key, $"has the key '{twice.Key}' {twice.Count()} times");
        }

        // A key that is missing beside an unknown one is most likely that one, mistyped.
        foreach (var missing in Required.Where(r => unknown.Count == 0 && json.Keys.All(k => !string.Equals(k.Name, r, StringComparison.Ordinal))))
        {
            Say(json, "", $"lacks '{missing}'");
        }
    }

    private static string Hint(string key) => Nearest.Hint(key, Keys) is { Length: > 0 } hint ? "." + hint : "";

    private void Say(JsonEntry json, string key, string problem)
    {
        var end = problem.EndsWith('?') ? "" : ".";
        _problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {json.LineOf(key)}: The card '{NameOf(json)}' {problem}{end}"));
    }

    private static string NameOf(JsonEntry json)
    {
        using var document = JsonDocument.Parse(json.Json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "without a name";
    }

    private static string Text(PciId id) => (id.SubVendor, id.SubDevice) == (0, 0)
        ? id.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{id}:{id.SubVendor:x4}:{id.SubDevice:x4}");
}
