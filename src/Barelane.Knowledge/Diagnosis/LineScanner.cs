using System.Text;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>
/// Reads text as a stream, in one buffer whatever its length, and notes the lines on which patterns stand. Not for use by several threads.
/// </summary>
internal sealed class LineScanner
{
    private const int BufferSize = 512 * 1024;
    private const int LongestLine = 4096;
    private const int ShownCharacters = 400;

    private readonly AnchorScanner _scanner;
    private readonly LinePattern[][] _patternsOf;
    private readonly Dictionary<LinePattern, Sightings> _seen = [];
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly List<int> _found = [];
    private long _read;

    /// <summary>A scanner for these patterns.</summary>
    public LineScanner(IEnumerable<LinePattern> patterns)
    {
        var byAnchor = patterns.GroupBy(p => Encoding.UTF8.GetString(p.Anchor).ToUpperInvariant(), StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        _patternsOf = byAnchor;
        _scanner = new AnchorScanner([.. byAnchor.Select(g => g[0].Anchor)], LinePattern.LeastAnchor);
    }

    /// <summary>Lines read so far, over all inputs.</summary>
    public long Lines { get; private set; }

    /// <summary>Where a pattern was seen; null where it was not.</summary>
    public Sightings? SightingsOf(LinePattern pattern) => _seen.GetValueOrDefault(pattern);

    /// <summary>Reads one input to its end.</summary>
    /// <param name="name">How it is called in what is shown.</param>
    /// <param name="stream">Text in UTF-8 or a superset of ASCII; for a binary file, anything.</param>
    /// <param name="isBinary">Whether it is no text: strings in it are read as lines, UTF-16 among them, and lines have no numbers.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <exception cref="IOException">It ended in the middle, or could not be read on; what was read before counts.</exception>
    public void Read(string name, Stream stream, bool isBinary, CancellationToken cancellationToken)
    {
        var (held, line, lastWasNul) = (0, 1L, false);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read;
            try
            {
                read = stream.Read(_buffer, held, BufferSize - held);
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                Scan(name, _buffer.AsSpan(0, held), isBinary ? null : line);
                throw new IOException(e.Message, e);
            }

            if (read == 0)
            {
                Scan(name, _buffer.AsSpan(0, held), isBinary ? null : line);
                Lines += held > 0 ? 1 : 0;
                return;
            }

            var fresh = isBinary ? WithoutNuls(_buffer.AsSpan(held, read), ref lastWasNul) : WithStraightQuotes(_buffer.AsSpan(held, read));
            var all = _buffer.AsSpan(0, held + fresh);
            var (looked, kept) = WholeLines(all, held);
            var lines = Scan(name, all[..looked], isBinary ? null : line);
            line += lines;
            Lines += lines;
            all[kept..].CopyTo(_buffer);
            held = all.Length - kept;
        }
    }

    /// <summary>Looks in lines that were put together of broken ones for what no whole line has shown.</summary>
    public void ReadBroken(string name, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            foreach (var pattern in _patternsOf.SelectMany(p => p).Where(p => !_seen.ContainsKey(p) && p.IsIn(bytes)).ToList())
            {
                var sightings = new Sightings();
                sightings.Add(() => new Sighting(name, null, Shown(bytes)), _read);
                _seen.Add(pattern, sightings);
            }

            _read += bytes.Length;
        }
    }

    /// <summary>
    /// How much can be looked at now, and from where on the rest is kept: the end of the last line; where a line is endless all of it is looked at,
    /// and its last part once more, so that nothing at the seam is missed.
    /// </summary>
    private static (int Looked, int Kept) WholeLines(ReadOnlySpan<byte> text, int alreadyHeld)
    {
        var end = text[alreadyHeld..].LastIndexOf((byte)'\n');
        return end >= 0 ? (alreadyHeld + end + 1, alreadyHeld + end + 1)
            : text.Length > BufferSize / 2 ? (text.Length, text.Length - LongestLine)
            : (0, 0);
    }

    /// <summary>Looks at a piece that begins with line <paramref name="line"/>, and counts its lines.</summary>
    private long Scan(string name, ReadOnlySpan<byte> text, long? line)
    {
        var (from, counted, lines) = (0, 0, 0L);
        int at;
        while ((at = _scanner.Next(text, ref from, _found)) >= 0)
        {
            var start = Math.Max(text[..at].LastIndexOf((byte)'\n') + 1, at - LongestLine);
            var length = text[at..].IndexOf((byte)'\n');
            var end = Math.Min(length < 0 ? text.Length : at + length, at + LongestLine);
            lines += text[counted..at].Count((byte)'\n');
            counted = at;
            Note(name, text[start..end], line + lines, _read + start);
        }

        _read += text.Length;
        return lines + text[counted..].Count((byte)'\n');
    }

    private void Note(string name, ReadOnlySpan<byte> line, long? number, long order)
    {
        foreach (var anchor in _found)
        {
            foreach (var pattern in _patternsOf[anchor])
            {
                if (!pattern.IsIn(line))
                {
                    continue;
                }

                if (!_seen.TryGetValue(pattern, out var sightings))
                {
                    _seen.Add(pattern, sightings = new Sightings());
                }

                var text = sightings.Keeps ? Shown(line) : "";
                sightings.Add(() => new Sighting(name, number, text), order);
            }
        }
    }

    private static string Shown(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).Trim();
        return text.Length <= ShownCharacters ? text : string.Concat(text.AsSpan(0, ShownCharacters), "…");
    }

    /// <summary>Makes straight quotes of the typographic ones that forums and text editors put into what is pasted, in place. Returns the new length.</summary>
    private static int WithStraightQuotes(Span<byte> bytes)
    {
        ReadOnlySpan<byte> quote = [0xe2, 0x80];
        var from = bytes.IndexOf(quote);
        if (from < 0)
        {
            return bytes.Length;
        }

        var to = from;
        while (from < bytes.Length)
        {
            var straight = bytes[from..].StartsWith(quote) && from + 2 < bytes.Length ? StraightOf(bytes[from + 2]) : (byte)0;
            bytes[to++] = straight != 0 ? straight : bytes[from];
            from += straight != 0 ? 3 : 1;
        }

        return to;
    }

    private static byte StraightOf(byte last) => last switch
    {
        0x98 or 0x99 => (byte)'\'',
        0x9c or 0x9d => (byte)'"',
        _ => 0,
    };

    /// <summary>
    /// Makes lines of what a binary file holds, in place: a NUL between two bytes is the other half of a UTF-16 letter and goes; more in a row
    /// end a string. Returns the new length.
    /// </summary>
    private static int WithoutNuls(Span<byte> bytes, ref bool lastWasNul)
    {
        var to = 0;
        foreach (var b in bytes)
        {
            if (b != 0)
            {
                bytes[to++] = b;
            }
            else if (lastWasNul)
            {
                bytes[to++] = (byte)'\n';
            }

            lastWasNul = b == 0 && !lastWasNul;
        }

        return to;
    }
}
