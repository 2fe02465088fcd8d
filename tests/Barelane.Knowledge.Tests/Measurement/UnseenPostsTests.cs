using System.Globalization;
using System.Text.Json;

namespace Barelane.Knowledge.Tests.Measurement;

/// <summary>
/// The posts that diagnose had not seen when it was measured on them, each with what it named first then. Their texts stay where they are; what is
/// kept is enough to measure again, and to check what the documentation says.
/// </summary>
public sealed class UnseenPostsTests
{
    [Fact]
    public void The_documentation_says_what_was_measured()
    {
        using var json = JsonDocument.Parse(Text("unseen.json"));
        var documentation = Text("diagnose.md");
        Assert.All(json.RootElement.GetProperty("samples").EnumerateArray(), sample =>
        {
            var posts = sample.GetProperty("posts").EnumerateArray().ToList();
            var counts = ((string[])["right", "other", "nothing"]).Select(f => posts.Count(p => p.GetProperty("first").ValueEquals(f))).ToList();
            var share = Math.Round(100.0 * counts[0] / posts.Count).ToString(CultureInfo.InvariantCulture);

            Assert.True(posts.Count >= 60 || sample.TryGetProperty("short", out _), $"{posts.Count}");
            Assert.Equal(posts.Count, counts.Sum());
            Assert.Equal(posts.Count, posts.Select(p => p.GetProperty("address").GetString()).Distinct().Count());
            Assert.Contains($"| {posts.Count} | {counts[0]} ({share} %) | {counts[1]} | {counts[2]} |", documentation, StringComparison.Ordinal);
        });
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(UnseenPostsTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
