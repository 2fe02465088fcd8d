using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>
/// Finds any of many texts in bytes, without regard to the case of ASCII letters. Wu and Manber's way: of each text a window of equal length is
/// taken; a table tells for every four bytes how far the search may jump before a window could end there, so that most bytes are never looked at.
/// Immutable.
/// </summary>
internal sealed class AnchorScanner
{
    private const int Block = 4;

    // 128 KiB. In a smaller table some thousand texts leave hardly a place from which much may be jumped over.
    private const int TableBits = 17;
    private const uint LowerCase = 0x20202020;
    private const uint Multiplier = 0x9E3779B1;

    private readonly byte[] _shifts = new byte[1 << TableBits];
    private readonly Dictionary<int, int[]> _endingAt;
    private readonly byte[][] _anchors;
    private readonly int[] _windows;
    private readonly int _length;

    /// <summary>Where inside a text its window begins.</summary>
    internal int WindowOf(int anchor) => _windows[anchor];

    /// <summary>A scanner for texts of at least <paramref name="leastLength"/> bytes.</summary>
    public AnchorScanner(IReadOnlyList<byte[]> anchors, int leastLength)
    {
        _anchors = [.. anchors];
        _length = leastLength;
        _windows = [.. anchors.Select(a => RarestWindow(a, leastLength))];
        Array.Fill(_shifts, (byte)(leastLength - Block + 1));
        var endings = new Dictionary<int, List<int>>();
        for (var i = 0; i < _anchors.Length; i++)
        {
            for (var at = 0; at <= leastLength - Block; at++)
            {
                var slot = Slot(_anchors[i], _windows[i] + at);
                _shifts[slot] = (byte)Math.Min(_shifts[slot], leastLength - Block - at);
                if (at == leastLength - Block)
                {
                    (endings.TryGetValue(slot, out var list) ? list : endings[slot] = []).Add(i);
                }
            }
        }

        _endingAt = endings.ToDictionary(e => e.Key, e => e.Value.ToArray());
    }

    /// <summary>
    /// Finds the next place at or after <paramref name="from"/> where texts stand, puts their numbers into <paramref name="found"/>, and returns a
    /// position inside them; -1 where there is none left. <paramref name="from"/> becomes where to go on.
    /// </summary>
    public int Next(ReadOnlySpan<byte> text, ref int from, List<int> found)
    {
        found.Clear();
        var end = Math.Max(from, 0) + _length - Block;
        while ((end = NextEnd(text, end)) >= 0)
        {
            var window = end - (_length - Block);
            foreach (var anchor in _endingAt[Slot(text, end)])
            {
                var start = window - _windows[anchor];
                if (start >= 0 && start + _anchors[anchor].Length <= text.Length && Same(text.Slice(start, _anchors[anchor].Length), _anchors[anchor]))
                {
                    found.Add(anchor);
                }
            }

            if (found.Count > 0)
            {
                from = window + 1;
                return window;
            }

            end++;
        }

        return -1;
    }

    /// <summary>The next place where the last block of a window may begin; -1 where there is none.</summary>
    private int NextEnd(ReadOnlySpan<byte> text, int end)
    {
        ReadOnlySpan<byte> shifts = _shifts;
        var last = text.Length - Block;
        while (end <= last)
        {
            var shift = shifts[Slot(text, end)];
            if (shift == 0)
            {
                return end;
            }

            end += shift;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ReadOnlySpan<byte> text, int at) =>
        (int)(((BinaryPrimitives.ReadUInt32LittleEndian(text[at..]) | LowerCase) * Multiplier) >> (32 - TableBits));

    private static bool Same(ReadOnlySpan<byte> found, ReadOnlySpan<byte> anchor) => Ascii.EqualsIgnoreCase(found, anchor) || found.SequenceEqual(anchor);

    /// <summary>Where in a text the window begins that ordinary logs are least likely to hold.</summary>
    private static int RarestWindow(byte[] anchor, int length)
    {
        const string commonFirst = " eationrsldcpmu0hv:fg.1bk2yx3-w5/468q7z9j";
        var costs = anchor.Select(b => commonFirst.IndexOf((char)(b | 0x20), StringComparison.Ordinal) is var rank and >= 0 ? commonFirst.Length - rank : 0).ToArray();
        return Enumerable.Range(0, anchor.Length - length + 1).MinBy(at => costs.AsSpan(at, length).ToArray().Sum());
    }
}
