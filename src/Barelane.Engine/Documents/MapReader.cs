using System.Globalization;
using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>
/// Reads the keys of one mapping. Every key asked for is a known one; <see cref="Finish"/> refuses the others with the nearest known key. Every
/// problem is collected, none stops the reading.
/// </summary>
internal sealed class MapReader
{
    private readonly List<DocumentProblem> _problems;
    private readonly YamlMapping _map;
    private readonly string _what;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <param name="map">The mapping.</param>
    /// <param name="what">What it describes, for messages: <c>an assignment</c>.</param>
    /// <param name="problems">Where problems go.</param>
    public MapReader(YamlMapping map, string what, List<DocumentProblem> problems)
    {
        _map = map;
        _what = what;
        _problems = problems;
    }

    /// <summary>A reader for a node that has to be a mapping; null, with the problem told, where it is none.</summary>
    public static MapReader? Of(YamlNode node, string what, List<DocumentProblem> problems)
    {
        if (node is YamlMapping map)
        {
            return new MapReader(map, what, problems);
        }

        problems.Add(new DocumentProblem(node.Line, node.Column, $"Here {what} is required, as keys with values; found {node.Kind}."));
        return null;
    }

    /// <summary>The value's node, or null where the key is not given.</summary>
    public YamlNode? Node(string key)
    {
        _known.Add(key);
        return _map.Entries.FirstOrDefault(e => string.Equals(e.Key.Text, key, StringComparison.Ordinal)).Value;
    }

    /// <summary>Whether the key is given.</summary>
    public bool Has(string key) => Node(key) is not null;

    /// <summary>A text that is not empty, or null where the key is not given or what it holds is no such text.</summary>
    public string? Text(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalar { IsNull: false, Text: var text } when text.Trim().Length > 0 && !text.Any(char.IsControl):
                return text;
            case YamlScalar { IsNull: false, Text: var text } node when text.Any(char.IsControl):
                Add(node, $"'{key}' holds a control character or a line break; write it on one line.");
                return null;
            case { } node:
                Add(node, $"'{key}' must be a text; found {(node is YamlScalar ? "nothing" : node.Kind)}.");
                return null;
        }
    }

    /// <summary>A text that has to be there.</summary>
    public string? Required(string key, string example)
    {
        if (!Has(key))
        {
            AddHere($"'{key}' is missing in {_what}; write e.g. '{key}: {example}'.");
        }

        return Text(key);
    }

    /// <summary>A text that <paramref name="parse"/> takes; otherwise the problem says what is <paramref name="required"/>.</summary>
    public T? Parsed<T>(string key, Func<string, T?> parse, string required)
        where T : class
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            Add(Node(key)!, $"'{text}' is not valid for '{key}': {required}");
        }

        return value;
    }

    /// <summary>A text that <paramref name="parse"/> takes, as a value type.</summary>
    public T? ParsedValue<T>(string key, Func<string, T?> parse, string required)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            Add(Node(key)!, $"'{text}' is not valid for '{key}': {required}");
        }

        return value;
    }

    /// <summary>One of a few words.</summary>
    public T? Word<T>(string key, params (string Word, T Value)[] words)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        foreach (var (word, value) in words)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        var all = words.Select(w => w.Word).ToList();
        Add(Node(key)!, $"'{text}' is not valid for '{key}'; write one of {Quoted(all)}.{Nearest.Hint(text, all)}");
        return null;
    }

    /// <summary>A whole number between two limits, both included.</summary>
    public long? Number(string key, long least, long most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Add(Node(key)!, $"'{text}' is not valid for '{key}'; write a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A list of texts; empty where the key is not given. Doubles are told and dropped.</summary>
    public IReadOnlyList<(string Text, YamlNode Node)> Texts(string key)
    {
        var node = Node(key);
        if (node is null or YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlSequence list)
        {
            var example = node is YamlScalar s ? s.Text : "…";
            Add(node, $"'{key}' must be a list; write '{key}: [{example}]'.");
            return [];
        }

        var texts = new List<(string Text, YamlNode Node)>();
        foreach (var item in list.Items)
        {
            if (item is not YamlScalar { IsNull: false } scalar)
            {
                Add(item, $"'{key}' must be a list of texts; found {item.Kind} in it.");
            }
            else if (texts.Exists(t => string.Equals(t.Text, scalar.Text, StringComparison.Ordinal)))
            {
                Add(item, $"'{scalar.Text}' is in '{key}' twice.");
            }
            else
            {
                texts.Add((scalar.Text, item));
            }
        }

        return texts;
    }

    /// <summary>Tells a problem at a node.</summary>
    public void Add(YamlNode at, string message) => _problems.Add(new DocumentProblem(at.Line, at.Column, message));

    /// <summary>Tells a problem at the mapping itself.</summary>
    public void AddHere(string message) => Add(_map, message);

    /// <summary>Refuses every key that nobody asked for, but for those that begin with <paramref name="free"/> where that is given.</summary>
    public void Finish(string? free = null)
    {
        var unknown = _map.Entries.Where(e => !_known.Contains(e.Key.Text) && (free is null || !e.Key.Text.StartsWith(free, StringComparison.Ordinal)));
        foreach (var (key, _) in unknown)
        {
            var hint = Nearest.Hint(key.Text, _known);
            Add(key, $"Unknown key '{key.Text}' in {_what}.{(hint.Length > 0 ? hint : $" Known keys are {Quoted(_known)}.")}");
        }
    }

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));
}
