using System.Text.Json;

namespace Barelane.Knowledge.Catalog;

/// <summary>A key of an entry, with the line it stands on.</summary>
/// <param name="Name">The key.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct JsonKey(string Name, int Line);

/// <summary>One object of an array in a JSON file, with the places of its keys, so that a mistake in it can be told with its line.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Json">Its text.</param>
/// <param name="Keys">Its keys in order.</param>
internal sealed record JsonEntry(int Line, ReadOnlyMemory<byte> Json, IReadOnlyList<JsonKey> Keys)
{
    private const int KeyDepth = 3;

    /// <summary>How JSON files of a catalogue may be written.</summary>
    public static readonly JsonReaderOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The line of a key; the entry's own where it has no such key.</summary>
    public int LineOf(string key) => Keys.FirstOrDefault(k => string.Equals(k.Name, key, StringComparison.Ordinal)) is { Line: > 0 } found ? found.Line : Line;

    /// <summary>The objects in the array under a key of the file's outermost object.</summary>
    /// <exception cref="JsonException">The file is no JSON.</exception>
    public static IReadOnlyList<JsonEntry> In(ReadOnlyMemory<byte> json, string array)
    {
        var lines = new LineCounter(json);
        var reader = new Utf8JsonReader(json.Span, Reading);
        var entries = new List<JsonEntry>();
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isArray = reader.ValueTextEquals(array);
                reader.Read();
                if (!isArray || reader.TokenType != JsonTokenType.StartArray)
                {
                    reader.Skip();
                    continue;
                }

                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        entries.Add(Object(json, ref reader, lines));
                    }
                }
            }
        }

        return entries;
    }

    private static JsonEntry Object(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, LineCounter lines)
    {
        var start = (int)reader.TokenStartIndex;
        var line = lines.At(start);
        var keys = new List<JsonKey>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.CurrentDepth == KeyDepth && reader.TokenType == JsonTokenType.PropertyName)
            {
                keys.Add(new JsonKey(reader.GetString()!, lines.At((int)reader.TokenStartIndex)));
                reader.Skip();
            }
        }

        return new JsonEntry(line, json[start..(int)reader.BytesConsumed], keys);
    }

    /// <summary>Lines by offset; asked in ascending order, so that the text is counted once.</summary>
    private sealed class LineCounter(ReadOnlyMemory<byte> text)
    {
        private int _offset;
        private int _line = 1;

        public int At(int offset)
        {
            if (offset < _offset)
            {
                (_offset, _line) = (0, 1);
            }

            _line += text.Span[_offset..offset].Count((byte)'\n');
            _offset = offset;
            return _line;
        }
    }
}
