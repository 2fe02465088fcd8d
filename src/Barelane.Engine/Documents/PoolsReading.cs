using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>What came of reading a file of pools.</summary>
/// <param name="Pools">The pools; empty if there is any problem.</param>
/// <param name="Problems">All problems, in the order of the file.</param>
public sealed record PoolsReading(IReadOnlyList<PoolSpec> Pools, IReadOnlyList<DocumentProblem> Problems);
