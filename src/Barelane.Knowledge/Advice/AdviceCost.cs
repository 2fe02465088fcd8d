namespace Barelane.Knowledge.Advice;

/// <summary>What an option costs by the user's own prices.</summary>
/// <param name="PerUser">For each user, over all years.</param>
/// <param name="Workstation">One workstation, for comparison.</param>
/// <param name="Arithmetic">The sum as it was made: <c>6 cards x 5,000 + …</c>.</param>
public sealed record AdviceCost(decimal PerUser, decimal Workstation, string Arithmetic);
