using System.Text.Json;

namespace Barelane.Knowledge.Symptoms;

/// <summary>Reads a file of symptoms strictly and names every mistake at once.</summary>
internal sealed class SymptomReader(string name)
{
    private const int Version = 1;
    private readonly List<string> _problems = [];

    /// <summary>The entries of a file, or the mistakes in it, each a sentence that begins with the file's name.</summary>
    public static (IReadOnlyList<Symptom> Symptoms, IReadOnlyList<string> Problems) Read(string name, string json)
    {
        var reader = new SymptomReader(name);
        var symptoms = reader.Symptoms(json);
        return (reader._problems.Count == 0 ? symptoms : [], reader._problems);
    }

    private List<Symptom> Symptoms(string json)
    {
        SymptomFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, SymptomJson.Default.SymptomFile);
        }
        catch (JsonException e)
        {
            _problems.Add($"{name}: not readable at line {(e.LineNumber ?? 0) + 1}: {e.Message}");
            return [];
        }

        if (file is null || file.FormatVersion != Version)
        {
            _problems.Add($"{name}: formatVersion is '{file?.FormatVersion}', this program reads '{Version}'.");
            return [];
        }

        return [.. file.Symptoms.Select(e => Symptom(file, e))];
    }

    private Symptom Symptom(SymptomFile file, SymptomFile.Entry entry)
    {
        Check(entry.Title.Length > 0, entry, "has no title");
        Check(entry.FoundIn.Count > 0, entry, "does not say where its text is found");
        Check(entry.Patterns.Count + entry.Words.Count > 0, entry, "has neither patterns nor words, so that nothing finds it");
        Check(entry.Causes.Count > 0, entry, "names no cause");
        Check(entry.Causes.Count < 2 || entry.Question.Length > 0, entry, $"has {entry.Causes.Count} causes and no question that tells them apart");
        Check(entry.Source.Length > 0, entry, "names no source");
        return new Symptom
        {
            Id = entry.Id,
            Title = entry.Title,
            Hypervisors = entry.Hypervisors,
            FoundIn = entry.FoundIn,
            Patterns = Patterns(entry, entry.Patterns),
            Words = WordSets(entry.Words),
            IsBroad = entry.Broad,
            Follows = entry.Follows,
            Causes = [.. entry.Causes.Select(c => Cause(entry, c))],
            Question = entry.Question,
            Source = entry.Source,
            Date = entry.Date ?? file.Date,
        };
    }

    private Cause Cause(SymptomFile.Entry entry, SymptomFile.CauseEntry cause)
    {
        Check(cause.Cause.Length > 0 && cause.Remedy.Length > 0, entry, "has a cause without a text or a remedy");
        Check(cause.Confidence != Confidence.RuledOut, entry, "has a cause that is ruled out from the start");
        return new Cause
        {
            Text = cause.Cause,
            Confidence = cause.Confidence,
            Remedy = cause.Remedy,
            Evidence = Patterns(entry, cause.Evidence),
            Words = WordSets(cause.Words),
            Against = Patterns(entry, cause.Against),
            IsHarmless = cause.Harmless,
            Rule = cause.Rule,
        };
    }

    private static List<string[]> WordSets(IReadOnlyList<string> texts) => [.. texts.Select(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private List<LinePattern> Patterns(SymptomFile.Entry entry, IReadOnlyList<string> texts)
    {
        var patterns = new List<LinePattern>();
        foreach (var text in texts)
        {
            if (LinePattern.TryParse(text, out var pattern))
            {
                patterns.Add(pattern!);
            }
            else
            {
                Check(false, entry, $"has the pattern '{text}', whose longest piece has fewer than {LinePattern.LeastAnchor} bytes");
            }
        }

        return patterns;
    }

    private void Check(bool isRight, SymptomFile.Entry entry, string problem)
    {
        if (!isRight)
        {
            _problems.Add($"{name}: the symptom '{entry.Id}' {problem}.");
        }
    }
}
