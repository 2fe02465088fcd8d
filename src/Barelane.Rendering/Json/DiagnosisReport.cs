using Barelane.Knowledge.Diagnosis;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>diagnose</c>.</summary>
public sealed record DiagnosisReport : Report
{
    /// <inheritdoc/>
    public override string Type => "diagnosis";

    /// <summary>How many files were read, members of archives among them.</summary>
    public required int Files { get; init; }

    /// <summary>How many lines.</summary>
    public required long Lines { get; init; }

    /// <summary>What was seen, the surest cause first; empty where nothing known was.</summary>
    public required IReadOnlyList<SymptomEntry> Symptoms { get; init; }

    /// <summary>What could not be read, or not to its end.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    /// <summary>What to collect next; empty where something was seen.</summary>
    public required IReadOnlyList<string> Next { get; init; }

    /// <summary>The report of a diagnosis.</summary>
    public static DiagnosisReport Of(DiagnosisResult result, IReadOnlyList<string> next) => new()
    {
        Files = result.Files,
        Lines = result.Lines,
        Symptoms = [.. result.Symptoms.Select(SymptomEntry.Of)],
        Unread = [.. result.Problems.Select(p => p.Message)],
        Next = result.Symptoms.Count > 0 ? [] : next,
    };

    /// <summary>A symptom in JSON.</summary>
    public sealed record SymptomEntry
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }

        /// <summary>What happens.</summary>
        public required string Title { get; init; }

        /// <summary>How many lines show it; 0 where it was described in words.</summary>
        public required long Count { get; init; }

        /// <summary>The first of them.</summary>
        public required IReadOnlyList<Sighting> Seen { get; init; }

        /// <summary>Its causes, the surest first.</summary>
        public required IReadOnlyList<CauseEntry> Causes { get; init; }

        /// <summary>What tells several causes apart; empty where there is one.</summary>
        public required string Question { get; init; }

        /// <summary>Where the entry comes from.</summary>
        public required string Source { get; init; }

        /// <summary>When the source was read.</summary>
        public required DateOnly Date { get; init; }

        internal static SymptomEntry Of(SeenSymptom seen) => new()
        {
            Id = seen.Symptom.Id,
            Title = seen.Symptom.Title,
            Count = seen.Count,
            Seen = seen.Lines,
            Causes = [.. seen.Causes.Select(c => new CauseEntry(c.Cause.Text, c.Confidence, c.Cause.Remedy, c.Evidence, c.Finding is null ? null : FindingEntry.Of(c.Finding)))],
            Question = seen.Symptom.Question,
            Source = seen.Symptom.Source,
            Date = seen.Symptom.Date,
        };
    }

    /// <summary>A cause in JSON.</summary>
    /// <param name="Cause">What is wrong.</param>
    /// <param name="Confidence">How sure it is.</param>
    /// <param name="Remedy">What to do.</param>
    /// <param name="Evidence">Lines that bear it out or speak against it.</param>
    /// <param name="Finding">What the live site says of it; null where it was not asked.</param>
    public sealed record CauseEntry(string Cause, Confidence Confidence, string Remedy, IReadOnlyList<Sighting> Evidence, FindingEntry? Finding);
}
