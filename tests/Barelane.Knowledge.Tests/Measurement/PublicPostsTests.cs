using System.Text;
using System.Text.Json;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Tests.Measurement;

/// <summary>
/// Replays the public posts that diagnose was measured on. "wasFirst" is how it was when the sample was fixed and first run; the floor is how many
/// are right since the catalogue learnt from them.
/// </summary>
public sealed class PublicPostsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void As_many_posts_have_the_right_cause_first_as_before(int sample)
    {
        using var stream = typeof(PublicPostsTests).Assembly.GetManifestResourceStream("posts.json")!;
        using var json = JsonDocument.Parse(stream);
        var recorded = json.RootElement.GetProperty("samples").EnumerateArray().Single(s => s.GetProperty("sample").GetInt32() == sample);
        var posts = recorded.GetProperty("posts").EnumerateArray().ToList();

        var wrong = posts.Where(p => !Texts(p, "causes").Contains(First(p))).ToList();

        Assert.True(posts.Count >= 60);
        Assert.Equal(recorded.GetProperty("measured").GetInt32(), posts.Count(p => p.GetProperty("wasFirst").GetBoolean()));
        Assert.True(
            posts.Count - wrong.Count >= recorded.GetProperty("floor").GetInt32(),
            $"{posts.Count - wrong.Count} of {posts.Count}; not: {string.Join("; ", wrong.Select(p => $"{p.GetProperty("address").GetString()} {First(p)}"))}");
    }

    private static string First(JsonElement post)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        if (post.TryGetProperty("typed", out var typed))
        {
            diagnoser.ReadTyped(typed.GetString()!, CancellationToken.None);
        }
        else
        {
            using var log = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Texts(post, "lines")) + "\n"));
            diagnoser.ReadStream("log", log, CancellationToken.None);
        }

        return diagnoser.Result([]).Symptoms is [var first, ..] ? $"{first.Symptom.Id}: {first.Causes[0].Cause.Text}" : "nothing";
    }

    private static List<string> Texts(JsonElement post, string name) => [.. post.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];
}
