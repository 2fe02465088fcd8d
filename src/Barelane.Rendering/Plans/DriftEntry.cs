namespace Barelane.Rendering.Plans;

/// <summary>A value that is no longer the one Barelane wrote: the three values of a conflict.</summary>
/// <param name="TargetName">The object's name for people.</param>
/// <param name="Field">The field.</param>
/// <param name="Before">The value before Barelane's change; null for unset.</param>
/// <param name="Ours">The value Barelane wrote; null for unset.</param>
/// <param name="Now">The value found now; null for unset.</param>
public sealed record DriftEntry(string TargetName, Core.Plans.Field Field, string? Before, string? Ours, string? Now);
