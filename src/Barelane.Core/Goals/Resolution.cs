using Barelane.Core.Rules;

namespace Barelane.Core.Goals;

/// <summary>What became of a document's names.</summary>
/// <param name="Assignments">The assignments that could be resolved, in the order of the document.</param>
/// <param name="Findings">One blocking finding for each that could not, with the nearest names.</param>
public sealed record Resolution(IReadOnlyList<ResolvedAssignment> Assignments, IReadOnlyList<Finding> Findings);
