using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Barelane.Engine.Documents;

/// <summary>
/// Makes nodes of a YAML text, from the parser's events. Bounded in depth and size, so that no text can exhaust the stack or the
/// memory; nothing in the text can name a type.
/// </summary>
internal sealed class YamlLoader
{
    /// <summary>More nesting than any document needs.</summary>
    public const int MaxDepth = 32;

    /// <summary>More nodes than any document needs, with what aliases stand for counted each time.</summary>
    public const int MaxWeight = 200_000;

    private const string MergeKey = "<<";

    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly List<DocumentProblem> _problems;
    private readonly Parser _parser;
    private long _weight;

    private YamlLoader(string text, List<DocumentProblem> problems)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _problems = problems;
    }

    /// <summary>Loads the one document of a text; null where the text is not one, which <paramref name="problems"/> then tells.</summary>
    public static YamlNode? Load(string text, List<DocumentProblem> problems)
    {
        try
        {
            return new YamlLoader(text, problems).LoadStream();
        }
        catch (YamlException e)
        {
            problems.Add(Explain(text, e));
            return null;
        }
    }

    private static DocumentProblem Explain(string text, YamlException e)
    {
        var at = (Line: (int)e.Start.Line, Column: (int)e.Start.Column);
        if (e is LimitException)
        {
            return new DocumentProblem(at.Line, at.Column, e.Message);
        }

        // The parser names where the structure began that the tab broke, which is of no help.
        var lines = text.Split('\n');
        var tabbed = Array.FindIndex(lines, l => l[..(l.Length - l.TrimStart().Length)].Contains('\t', StringComparison.Ordinal));
        return tabbed >= 0
            ? new DocumentProblem(tabbed + 1, lines[tabbed].IndexOf('\t', StringComparison.Ordinal) + 1, "The line is indented with a tab; YAML allows spaces only.")
            : new DocumentProblem(at.Line, at.Column, $"This is not valid YAML: {e.Message.TrimEnd('.')}.");
    }

    private YamlNode? LoadStream()
    {
        Next<StreamStart>();
        if (_parser.MoveNext() && _parser.Current is StreamEnd)
        {
            _problems.Add(new DocumentProblem(1, 1, "The document is empty; it needs at least 'version: 1', 'name' and 'sites'."));
            return null;
        }

        _parser.MoveNext();
        var node = LoadNode(0);
        Next<DocumentEnd>();
        _parser.MoveNext();
        if (_parser.Current is DocumentStart second)
        {
            _problems.Add(new DocumentProblem((int)second.Start.Line, (int)second.Start.Column, "The file holds a second document; write one document in one file."));
        }

        return node;
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        _parser.MoveNext();
        if (_parser.Current is not T)
        {
            throw new YamlException(_parser.Current?.Start ?? default, _parser.Current?.End ?? default, "the text ends where more was expected");
        }
    }

    /// <summary>Loads the node that begins at the parser's current event, and leaves the parser at the node's last event.</summary>
    private YamlNode LoadNode(int depth)
    {
        var at = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw new LimitException(at, $"The document is nested more than {MaxDepth} levels deep; it never needs more than five.");
        }

        var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
        YamlNode node = at switch
        {
            AnchorAlias alias => Resolve(alias),
            Scalar scalar => new YamlScalar(line, column, scalar.Value, scalar.IsPlainImplicit && scalar.Value is "" or "~" or "null"),
            SequenceStart => LoadSequence(line, column, depth),
            MappingStart => LoadMapping(line, column, depth),
            _ => throw new YamlException(at.Start, at.End, "a value was expected"),
        };
        _weight += at is AnchorAlias ? node.Weight : 1;
        if (_weight > MaxWeight)
        {
            throw new LimitException(at, $"The document stands for more than {MaxWeight} values once its aliases are followed; split it.");
        }

        if (at is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private YamlNode Resolve(AnchorAlias alias) => _anchors.TryGetValue(alias.Value.Value, out var node)
        ? node
        : throw new YamlException(alias.Start, alias.End, $"the alias '*{alias.Value.Value}' has no anchor before it");

    private YamlSequence LoadSequence(int line, int column, int depth)
    {
        var items = new List<YamlNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(LoadNode(depth + 1));
        }

        return new YamlSequence(line, column, items);
    }

    private YamlMapping LoadMapping(int line, int column, int depth)
    {
        var own = new List<(YamlScalar Key, YamlNode Value)>();
        var merged = new List<(YamlScalar Key, YamlNode Value)>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var at = _parser.Current!;
            var key = LoadNode(depth + 1);
            _parser.MoveNext();
            var value = LoadNode(depth + 1);
            if (key is not YamlScalar scalar)
            {
                _problems.Add(new DocumentProblem((int)at.Start.Line, (int)at.Start.Column, $"A key must be a single word, not {key.Kind}."));
            }
            else if (scalar.Text == MergeKey)
            {
                Merge(value, merged);
            }
            else if (own.Find(e => e.Key.Text == scalar.Text).Key is { } first)
            {
                _problems.Add(new DocumentProblem(scalar.Line, scalar.Column, $"'{scalar.Text}' is given twice; the first is in line {first.Line}."));
            }
            else
            {
                own.Add((scalar, value));
            }
        }

        own.AddRange(merged.Where(m => own.TrueForAll(o => o.Key.Text != m.Key.Text)).DistinctBy(m => m.Key.Text));
        return new YamlMapping(line, column, own);
    }

    private void Merge(YamlNode value, List<(YamlScalar Key, YamlNode Value)> merged)
    {
        IReadOnlyList<YamlNode> parts = value is YamlSequence list ? list.Items : [value];
        foreach (var part in parts)
        {
            if (part is YamlMapping mapping)
            {
                merged.AddRange(mapping.Entries);
            }
            else
            {
                _problems.Add(new DocumentProblem(part.Line, part.Column, $"'<<' merges keys with values, but this is {part.Kind}."));
            }
        }
    }

    private sealed class LimitException(ParsingEvent at, string message) : YamlException(at.Start, at.End, message);
}
