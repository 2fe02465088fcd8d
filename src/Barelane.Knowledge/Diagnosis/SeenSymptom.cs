using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>A symptom that was seen, with its causes weighed.</summary>
/// <param name="Symptom">The symptom.</param>
/// <param name="Lines">The first lines that show it; empty where it was described in words.</param>
/// <param name="Count">How many lines show it.</param>
/// <param name="Causes">Its causes, the most sure first.</param>
public sealed record SeenSymptom(Symptom Symptom, IReadOnlyList<Sighting> Lines, long Count, IReadOnlyList<RankedCause> Causes);
