namespace Barelane.Rendering.Json;

/// <summary>A value with its three versions, in JSON; null is unset.</summary>
/// <param name="Target">The object's name for people.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Before">Before Barelane's change.</param>
/// <param name="Ours">What Barelane wrote.</param>
/// <param name="Now">What was found.</param>
public sealed record DriftReportEntry(string Target, string Field, string? Before, string? Ours, string? Now);
