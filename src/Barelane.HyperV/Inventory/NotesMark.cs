using Barelane.Core.Plans;

namespace Barelane.HyperV.Inventory;

/// <summary>Barelane's mark in a VM's notes: lines <c>barelane: PART=VALUE</c> at their end. What others wrote there stays as it is.</summary>
internal static class NotesMark
{
    private const string Prefix = "barelane: ";

    /// <summary>The parts of the mark that may be written, in the order in which they stand.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["document", "owner", "run", "cards", "version"];

    /// <summary>Reads the parts.</summary>
    public static IReadOnlyDictionary<string, string> Read(string notes) => Lines(notes).Select(PartOf).OfType<KeyValuePair<string, string>>()
        .GroupBy(p => p.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);

    /// <summary>Notes with some parts changed; null takes a part away. Other lines keep their order and their ends.</summary>
    public static string Write(string notes, IEnumerable<FieldChange> changes)
    {
        var parts = new Dictionary<string, string>(Read(notes), StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change.After is { } value)
            {
                parts[change.Field.Qualifier] = value;
            }
            else
            {
                parts.Remove(change.Field.Qualifier);
            }
        }

        var others = Others(notes);
        var mark = string.Join("\r\n", Parts.Where(parts.ContainsKey).Select(p => $"{Prefix}{p}={parts[p]}"));
        return mark.Length == 0 ? others : others.Length == 0 ? mark : $"{others}\r\n{mark}";
    }

    private static string Others(string notes)
    {
        // Lines keep their own ends; only the break before the mark is the mark's.
        var kept = new List<string>();
        var start = 0;
        while (start <= notes.Length)
        {
            var end = notes.IndexOf('\n', start);
            var line = end < 0 ? notes[start..] : notes[start..(end + 1)];
            if (PartOf(line.TrimEnd('\r', '\n')) is null)
            {
                kept.Add(line);
            }

            if (end < 0)
            {
                break;
            }

            start = end + 1;
        }

        var text = string.Concat(kept);
        return Read(notes).Count > 0 && text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text;
    }

    private static IEnumerable<string> Lines(string notes) => notes.Split('\n').Select(l => l.TrimEnd('\r'));

    private static KeyValuePair<string, string>? PartOf(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var text = line[Prefix.Length..];
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && Parts.Contains(text[..equals]) ? new(text[..equals], text[(equals + 1)..]) : null;
    }
}
