using Barelane.Core.Rules;
using Barelane.Knowledge.Symptoms;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>A cause, weighed by everything that was read and asked.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Confidence">How sure it is now.</param>
/// <param name="Evidence">Lines beside the symptom that bear it out or speak against it.</param>
/// <param name="Finding">What the live site says of it; null where it was not asked or has nothing to say.</param>
public sealed record RankedCause(Cause Cause, Confidence Confidence, IReadOnlyList<Sighting> Evidence, Finding? Finding);
