using Barelane.Core.Goals;

namespace Barelane.Knowledge.Advice;

/// <summary>A change of the description or the inventory that changes the answer.</summary>
/// <param name="Text">The change, as a part of a sentence: <c>48 users instead of 40</c>.</param>
/// <param name="Way">The way that would be first then.</param>
/// <param name="Verdict">How far that serves.</param>
/// <param name="Size">How large the change is: the ratio of what is to what was, less 1; 1 for a change of kind.</param>
public sealed record AdviceChange(string Text, Way Way, Verdict Verdict, double Size);
