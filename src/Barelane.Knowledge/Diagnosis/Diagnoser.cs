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
    private const string Typed = "what you typed";

    private readonly IReadOnlyList<Symptom> _symptoms;
    private readonly LineScanner _scanner;
    private readonly LogReader _reader;
    private readonly List<Description> _described = [];

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
        var clean = PastedText.Clean(text);
        _described.Add(new Description(clean));
        using (var stream = new MemoryStream(Encoding.UTF8.GetBytes(clean)))
        {
            _reader.ReadStream(Typed, stream, cancellationToken);
        }

        _scanner.ReadBroken(Typed, PastedText.Joined(clean));
    }

    /// <summary>Whether asking a live site could tell causes of what was seen apart.</summary>
    public bool WouldAsk() => Seen([]).Any(s => s.Causes.Any(c => c.Cause.Rule is not null));

    /// <summary>What was seen. <paramref name="findings"/> are what the rules say of the live site as it is now, with no plan in mind; empty where none was asked.</summary>
    public DiagnosisResult Result(IReadOnlyList<Finding> findings) => new(Seen(findings), _reader.Files, _scanner.Lines, _reader.Problems);

    private static IEnumerable<LinePattern> PatternsOf(Symptom symptom) => symptom.Patterns.Concat(symptom.Causes.SelectMany(c => c.Evidence.Concat(c.Against)));

    /// <summary>
    /// What was seen, in the order in which it is to be read; what does no harm comes last. What lines show goes before what words alone tell; within each, what comes of another
    /// failure that was seen goes behind it, and so does a text that follows many failures, unless one of its causes was borne out; then the surer,
    /// the earlier, and what more words say.
    /// </summary>
    private List<SeenSymptom> Seen(IReadOnlyList<Finding> findings)
    {
        var seen = _symptoms.Select(s => See(s, findings)).OfType<SeenSymptom>().ToList();
        var ids = seen.Select(s => s.Symptom.Id).ToHashSet(StringComparer.Ordinal);
        var shown = seen.Where(s => s.Count > 0).Select(s => s.Symptom.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. seen
                .OrderBy(s => _described.Exists(d => d.IsOfAnother(s.Symptom.Hypervisors)))
                .ThenBy(s => s.Causes[0].Cause.IsHarmless)
                .ThenBy(Weakness)
                .ThenBy(s => s.Symptom.Follows.Any((s.Count > 0 ? shown : ids).Contains))
                .ThenBy(IsVague)
                .ThenBy(s => IsVague(s) && !_described.Exists(d => d.IsOf(s.Symptom.Hypervisors)))
                .ThenByDescending(s => s.Causes[0].Confidence)
                .ThenBy(s => Order(s.Symptom))
                .ThenByDescending(s => WordsOf(s.Symptom.Words) + s.Causes.Max(c => WordsOf(c.Cause.Words)))
                .ThenBy(s => s.Symptom.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// How weak its evidence is: a line is strong; words are weak, and so is a line that says no more than that something failed. What words tell goes
    /// between such a line and the others, since it says more.
    /// </summary>
    private static int Weakness(SeenSymptom seen) =>
        seen.Count == 0 ? 1
        : IsVague(seen) && seen.Causes[0].Confidence == Confidence.Possible ? 2
        : 0;

    /// <summary>Whether it stands for many failures, and nothing but its own text was seen of this one.</summary>
    private static bool IsVague(SeenSymptom seen) => seen.Symptom.IsBroad && seen.Causes[0] is { Evidence.Count: 0, Finding: null };

    private long Order(Symptom symptom) => symptom.Patterns.Select(p => _scanner.SightingsOf(p)?.Order ?? long.MaxValue).DefaultIfEmpty(long.MaxValue).Min();

    private SeenSymptom? See(Symptom symptom, IReadOnlyList<Finding> findings)
    {
        var seen = symptom.Patterns.Select(_scanner.SightingsOf).OfType<Sightings>().ToList();
        if (seen.Count == 0 && !IsDescribed(symptom))
        {
            return null;
        }

        var isSaidOnly = seen.Count == 0 && !IsPartOfALine(symptom);
        var weighed = symptom.Causes.Select(c => Weigh(c, symptom.Causes.Count == 1, findings)).Select(w => isSaidOnly ? AsSaid(w, symptom.IsBroad) : w).ToList();
        var another = weighed.Any(w => w.Confidence == Confidence.Certain);
        var causes = weighed
            .Select(w => another && w.Confidence == Confidence.Likely ? w with { Confidence = Confidence.Possible } : w)
            .OrderByDescending(w => w.Confidence)
            .ThenByDescending(w => WordsOf(w.Cause.Words));
        return new SeenSymptom(symptom, [.. seen.SelectMany(s => s.First).Distinct()], seen.Sum(s => s.Count), [.. causes]);
    }

    /// <summary>Whether what was typed describes it: all words of a set, or a part of one of its lines.</summary>
    private bool IsDescribed(Symptom symptom) => symptom.Words.Any(IsSaid) || IsPartOfALine(symptom);

    private bool IsPartOfALine(Symptom symptom) => _described.Exists(d => symptom.Patterns.Any(p => d.IsPartOf(p.Text)));

    /// <summary>
    /// What words describe is likely at most, and possible where they stand for many failures, unless another line or the site bears it out.
    /// </summary>
    private static RankedCause AsSaid(RankedCause ranked, bool isBroad)
    {
        var most = isBroad ? Confidence.Possible : Confidence.Likely;
        return ranked is { Evidence.Count: 0, Finding: null } && ranked.Confidence > most ? ranked with { Confidence = most } : ranked;
    }

    private bool IsSaid(IReadOnlyList<string> words) => _described.Exists(d => d.Says(words));

    /// <summary>How many words of what was typed say it; the more, the closer it is meant.</summary>
    private int WordsOf(IReadOnlyList<IReadOnlyList<string>> sets) => sets.Where(IsSaid).Select(words => words.Count).DefaultIfEmpty(0).Max();

    /// <summary>
    /// Weighs one cause. What the site says now confirms any cause, but rules out only one of several: the only cause there is may have been mended
    /// since. A Note is shown and decides nothing. What was said in words makes a cause likely, never certain.
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
            : new RankedCause(cause, evidence.Count > 0 ? Confidence.Certain : cause.Confidence == Confidence.Possible && cause.Words.Any(IsSaid) ? Confidence.Likely : cause.Confidence, evidence, asked.FirstOrDefault(f => f.Severity == Severity.Note));
    }

    private List<Sighting> Lines(IReadOnlyList<LinePattern> patterns) => [.. patterns.Select(_scanner.SightingsOf).OfType<Sightings>().SelectMany(s => s.First).Distinct()];
}
