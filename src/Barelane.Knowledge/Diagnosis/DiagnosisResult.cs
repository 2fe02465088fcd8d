using Barelane.Core.Adapters;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>What came of a diagnosis.</summary>
/// <param name="Symptoms">What was seen, the surest cause first; empty where nothing known was.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Problems">What could not be read, or not to its end.</param>
public sealed record DiagnosisResult(IReadOnlyList<SeenSymptom> Symptoms, int Files, long Lines, IReadOnlyList<Problem> Problems);
