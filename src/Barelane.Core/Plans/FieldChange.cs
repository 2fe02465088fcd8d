namespace Barelane.Core.Plans;

/// <summary>One typed change: a field from one value to another; null is unset.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">The value found when planning.</param>
/// <param name="After">The value to write; <c>{run}</c> stands for the run's id; null unsets.</param>
public sealed record FieldChange(Field Field, string? Before, string? After)
{
    /// <summary>Stands in <see cref="After"/> for the id of the run that makes the change, which is not known when planning.</summary>
    public const string RunToken = "{run}";
}
