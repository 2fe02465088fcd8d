using System.Text;
using Barelane.Knowledge.Diagnosis;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Knowledge.Tests.Diagnosis;

public sealed class AnchorScannerTests
{
    private const int Least = 8;

    [Fact]
    public void It_finds_what_a_search_byte_by_byte_finds() =>
        Prop.ForAll(Cases().ToArbitrary(), c => Found(c.Anchors, c.Text).SequenceEqual(Naive(c.Anchors, c.Text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Case_of_letters_does_not_matter() => Assert.Equal([(0, 4)], Found(["GROUP 12 is"], "the group 12 IS open"));

    [Fact]
    public void Texts_at_both_ends_and_overlapping_ones_are_found() =>
        Assert.Equal([(0, 0), (0, 16), (1, 4)], Found(["abcdefgh", "efghabcd"], "abcdefghabcd-efgabcdefgh").Order());

    [Fact]
    public void A_text_shorter_than_any_anchor_holds_none() => Assert.Empty(Found(["abcdefgh"], "abc"));

    private static Gen<(string[] Anchors, string Text)> Cases() =>
        from anchors in Gen.Elements("abababab", "babababa", "aabbaabbaabb", "bbbbbbbb", "aaaaaaaab", "ab ab ab ", "ABABABAB!").NonEmptyListOf()
        from text in Gen.Elements('a', 'b', 'A', 'B', ' ', '!').ListOf(60)
        select (anchors.Distinct(StringComparer.OrdinalIgnoreCase).ToArray(), new string([.. text]));

    private static List<(int Anchor, int At)> Found(string[] anchors, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var scanner = new AnchorScanner([.. anchors.Select(Encoding.UTF8.GetBytes)], Least);
        var (hits, found, from, at) = (new List<int>(), new List<(int, int)>(), 0, 0);
        while ((at = scanner.Next(bytes, ref from, hits)) >= 0)
        {
            found.AddRange(hits.Select(h => (h, at - scanner.WindowOf(h))));
        }

        return [.. found.Order()];
    }

    private static List<(int Anchor, int At)> Naive(string[] anchors, string text) =>
        [.. from a in Enumerable.Range(0, anchors.Length)
            from at in Enumerable.Range(0, text.Length)
            where string.Compare(text, at, anchors[a], 0, anchors[a].Length, StringComparison.OrdinalIgnoreCase) == 0
            select (a, at)];
}
