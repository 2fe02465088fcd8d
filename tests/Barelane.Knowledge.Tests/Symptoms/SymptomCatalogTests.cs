using System.Text;
using Barelane.Core.Rules;
using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Tests.Symptoms;

public sealed class SymptomCatalogTests
{
    private static readonly IReadOnlyList<Symptom> All = SymptomCatalog.BuiltIn.Symptoms;

    public static TheoryData<string> Ids => [.. All.Select(s => s.Id)];

    [Fact]
    public void At_least_120_failures_are_known_and_each_has_a_recorded_text()
    {
        Assert.True(All.Count >= 120, $"{All.Count}");
        Assert.Equal(All.Select(s => s.Id).Order(StringComparer.Ordinal), Recorded.All.Select(r => r.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_recorded_lines_are_found_in_a_log(string id)
    {
        var recorded = Recorded.All.Single(r => r.Id == id);
        foreach (var line in recorded.Log)
        {
            var result = OfLog($"2026-05-04T10:00:00Z host: {line}\n");

            Assert.True(result.Symptoms.Any(s => s.Symptom.Id == id), $"'{line}' shows {Shown(result)}");
        }

        Assert.True(recorded.Log.Count > 0 || All.Single(s => s.Id == id).Patterns.Count == 0, "A symptom with patterns has a recorded line.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_recorded_texts_are_understood_when_typed(string id)
    {
        var recorded = Recorded.All.Single(r => r.Id == id);
        foreach (var text in recorded.Typed.Concat(recorded.Log))
        {
            var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
            diagnoser.ReadTyped(text, CancellationToken.None);

            Assert.True(diagnoser.Result([]).Symptoms.Any(s => s.Symptom.Id == id), $"'{text}' shows {Shown(diagnoser.Result([]))}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_line_that_only_looks_like_it_shows_nothing(string id)
    {
        var near = Recorded.All.Single(r => r.Id == id).Near;

        var fromLog = OfLog(near + "\n");
        var typed = new Diagnoser(SymptomCatalog.BuiltIn);
        typed.ReadTyped(near, CancellationToken.None);

        Assert.True(fromLog.Symptoms.Count == 0, $"'{near}' shows {Shown(fromLog)}");
        Assert.True(typed.Result([]).Symptoms.Count == 0, $"'{near}' typed shows {Shown(typed.Result([]))}");
    }

    [Fact]
    public void Every_pattern_is_found_by_a_recorded_line() => Assert.All(All, s =>
    {
        var lines = Recorded.All.Single(r => r.Id == s.Id).Log.Select(Encoding.UTF8.GetBytes).ToList();
        Assert.True(s.Patterns.Count == 0 || s.Patterns.Any(p => lines.Any(l => p.IsIn(l))), s.Id);
    });

    [Fact]
    public void Rules_that_tell_causes_apart_are_rules_of_preflight() =>
        Assert.All(All.SelectMany(s => s.Causes).Select(c => c.Rule).OfType<string>().Distinct(), r => Assert.NotNull(RuleCatalog.Find(r)));

    [Fact]
    public void Every_entry_has_a_source_a_date_and_a_remedy_for_each_cause() => Assert.All(All, s =>
    {
        Assert.NotEmpty(s.Source);
        Assert.InRange(s.Date, new DateOnly(2026, 1, 1), new DateOnly(2030, 1, 1));
        Assert.All(s.Causes, c => Assert.NotEmpty(c.Remedy));
    });

    [Fact]
    public void Causes_stand_with_the_surest_first() => Assert.All(All, s =>
        Assert.Equal(s.Causes.OrderByDescending(c => c.Confidence).Select(c => c.Text), s.Causes.Select(c => c.Text)));

    [Theory]
    [InlineData("""{ "formatVersion": 2, "date": "2026-01-01", "symptoms": [] }""", "formatVersion is '2'")]
    [InlineData("""{ "formatVersion": 1, "date": "2026-01-01", "symptoms": [], "more": 1 }""", "more")]
    [InlineData("""{ "formatVersion": 1, "date": "2026-01-01", "symptoms": [ { "id": "X-001", "title": "t", "foundIn": ["VmwareLog"], "patterns": ["short*"], "causes": [ { "cause": "c", "remedy": "r" } ], "source": "s" } ] }""", "'short*'")]
    [InlineData("""{ "formatVersion": 1, "date": "2026-01-01", "symptoms": [ { "id": "X-001", "title": "t", "foundIn": ["VmwareLog"], "causes": [ { "cause": "c", "remedy": "r" }, { "cause": "d", "remedy": "r" } ], "source": "s" } ] }""", "no question")]
    [InlineData("""{ "formatVersion": 1, "date": "2026-01-01", "symptoms": [ { "id": "X-001", "title": "t", "foundIn": ["VmwareLog"], "causes": [ { "cause": "c", "remedy": "r" } ], "source": "s" } ] }""", "neither patterns nor words")]
    public void A_file_with_a_mistake_is_refused_with_the_reason(string json, string mentions)
    {
        var refused = Assert.Throws<FormatException>(() => SymptomCatalog.Of([("own.json", json)]));

        Assert.Contains("own.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(mentions, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_given_twice_is_refused()
    {
        const string json = """{ "formatVersion": 1, "date": "2026-01-01", "symptoms": [ { "id": "X-001", "title": "t", "foundIn": ["VmwareLog"], "words": ["a"], "causes": [ { "cause": "c", "remedy": "r" } ], "source": "s" } ] }""";

        Assert.Contains("'X-001'", Assert.Throws<FormatException>(() => SymptomCatalog.Of([("a", json), ("b", json)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_is_that_of_the_ids_in_whatever_file_they_stand()
    {
        static string File(string id) => $$"""{ "formatVersion": 1, "date": "2026-01-01", "symptoms": [ { "id": "{{id}}", "title": "t", "foundIn": ["VmwareLog"], "words": ["a"], "causes": [ { "cause": "c", "remedy": "r" } ], "source": "s" } ] }""";

        Assert.Equal(["X-001", "X-002"], SymptomCatalog.Of([("a", File("X-002")), ("b", File("X-001"))]).Symptoms.Select(s => s.Id));
    }

    private static DiagnosisResult OfLog(string text)
    {
        var diagnoser = new Diagnoser(SymptomCatalog.BuiltIn);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        diagnoser.ReadStream("log", stream, CancellationToken.None);
        return diagnoser.Result([]);
    }

    private static string Shown(DiagnosisResult result) => result.Symptoms.Count == 0 ? "nothing" : string.Join(", ", result.Symptoms.Select(s => s.Symptom.Id));
}
