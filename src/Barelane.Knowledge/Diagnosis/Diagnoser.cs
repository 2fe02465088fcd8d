using System.Text;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>
/// Reads what it is given and finds known symptoms in it; then weighs their causes by other lines and by a live site's findings. Used once.
/// </summary>
public sealed class Diagnoser
{
    /// <summary>How many characters of a line somebody has to type for it to be meant.</summary>
    private const int LeastPart = 10;

    private readonly IReadOnlyList<Symptom> _symptoms;
    private readonly LineScanner _scanner;
    private readonly LogReader _reader;
    private readonly List<string> _described = [];

    /// <summary>A diagnoser by a catalogue's symptoms; with <paramref name="hypervisor"/> only by those that are met on it.</summary>
    public Diagnoser(SymptomCatalog catalog, Hypervisor? hypervisor = null)
    {
        _symptoms = [.. catalog.Symptoms.Where(s => hypervisor is not { } one || s.Hypervisors.Count == 0 || s.Hypervisors.Contains(one))];
        _scanner = new LineScanner(_symptoms.SelectMany(PatternsOf));
        _reader = new LogReader(_scanner);
    }

    /// <summary>Reads a file or a folder of files.</summary>
    public void ReadPath(string path, CancellationToken cancellationToken) => _reader.ReadPath(path, cancellationToken);

    /// <summary>Reads a stream under a name.</summary>
    public void ReadStream(string name, Stream stream, CancellationToken cancellationToken) => _reader.ReadStream(name, stream, cancellationToken);

    /// <summary>Reads what somebody typed: a message, or a description in words.</summary>
    public void ReadTyped(string text, CancellationToken cancellationToken)
    {
        _described.Add(text);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        _reader.ReadStream("what you typed", stream, cancellationToken);
    }

    /// <summary>Whether asking a live site could tell causes of what was seen apart.</summary>
    public bool WouldAsk() => Seen([]).Any(s => s.Causes.Any(c => c.Cause.Rule is not null));

    /// <summary>What was seen. <paramref name="findings"/> are what the rules say of the live site as it is now, with no plan in mind; empty where none was asked.</summary>
    public DiagnosisResult Result(IReadOnlyList<Finding> findings) => new(Seen(findings), _reader.Files, _scanner.Lines, _reader.Problems);

    private static IEnumerable<LinePattern> PatternsOf(Symptom symptom) => symptom.Patterns.Concat(symptom.Causes.SelectMany(c => c.Evidence.Concat(c.Against)));

    private List<SeenSymptom> Seen(IReadOnlyList<Finding> findings) =>
    [
        .. _symptoms
            .Select(s => (Seen: See(s, findings), First: Order(s)))
            .Where(s => s.Seen is not null)
            .OrderByDescending(s => s.Seen!.Causes[0].Confidence)
            .ThenBy(s => s.First)
            .ThenByDescending(s => WordsOf(s.Seen!.Symptom))
            .ThenBy(s => s.Seen!.Symptom.Id, StringComparer.Ordinal)
            .Select(s => s.Seen!),
    ];

    private long Order(Symptom symptom) => symptom.Patterns.Select(p => _scanner.SightingsOf(p)?.Order ?? long.MaxValue).DefaultIfEmpty(long.MaxValue).Min();

    private SeenSymptom? See(Symptom symptom, IReadOnlyList<Finding> findings)
    {
        var seen = symptom.Patterns.Select(_scanner.SightingsOf).OfType<Sightings>().ToList();
        if (seen.Count == 0 && !IsDescribed(symptom))
        {
            return null;
        }

        var weighed = symptom.Causes.Select(c => Weigh(c, symptom.Causes.Count == 1, findings)).ToList();
        var another = weighed.Any(w => w.Confidence == Confidence.Certain);
        var causes = weighed.Select(w => another && w.Confidence == Confidence.Likely ? w with { Confidence = Confidence.Possible } : w).OrderByDescending(w => w.Confidence);
        return new SeenSymptom(symptom, [.. seen.SelectMany(s => s.First).Distinct()], seen.Sum(s => s.Count), [.. causes]);
    }

    /// <summary>Whether what was typed describes it: all words of a set, or a part of one of its lines.</summary>
    private bool IsDescribed(Symptom symptom) => _described.Any(text =>
        symptom.Words.Any(words => words.All(w => HasWord(text, w)))
        || (text.Trim() is { Length: >= LeastPart } part && symptom.Patterns.Any(p => p.Text.Contains(part, StringComparison.OrdinalIgnoreCase))));

    /// <summary>How many words of what was typed say it; the more, the closer it is meant.</summary>
    private int WordsOf(Symptom symptom) =>
        _described.SelectMany(text => symptom.Words.Where(words => words.All(w => HasWord(text, w)))).Select(words => words.Count).DefaultIfEmpty(0).Max();

    /// <summary>Whether a word of the text begins with <paramref name="word"/>; a number has to be the whole number.</summary>
    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            var begins = at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(word[0]);
            var ends = end == text.Length || !char.IsDigit(word[^1]) || !char.IsDigit(text[end]);
            if (begins && ends)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Weighs one cause. What the site says now confirms any cause, but rules out only one of several: the only cause there is may have been mended
    /// since. A Note is shown and decides nothing.
    /// </summary>
    private RankedCause Weigh(Cause cause, bool isOnly, IReadOnlyList<Finding> findings)
    {
        var against = Lines(cause.Against);
        var evidence = Lines(cause.Evidence);
        var asked = findings.Where(f => string.Equals(f.Rule, cause.Rule, StringComparison.Ordinal) && f.Severity != Severity.Unknown).ToList();
        var wrong = asked.FirstOrDefault(f => f.Severity is Severity.Block or Severity.Warn);
        var passes = asked.Count > 0 && asked.All(f => f.Severity == Severity.Pass);
        return wrong is not null ? new RankedCause(cause, Confidence.Certain, evidence, wrong)
            : passes && !isOnly ? new RankedCause(cause, Confidence.RuledOut, evidence, asked[0])
            : against.Count > 0 ? new RankedCause(cause, Confidence.RuledOut, against, null)
            : new RankedCause(cause, evidence.Count > 0 ? Confidence.Certain : cause.Confidence, evidence, asked.FirstOrDefault(f => f.Severity == Severity.Note));
    }

    private List<Sighting> Lines(IReadOnlyList<LinePattern> patterns) => [.. patterns.Select(_scanner.SightingsOf).OfType<Sightings>().SelectMany(s => s.First).Distinct()];
}
