namespace Barelane.Core.Plans;

/// <summary>One typed change: a field from one value to another; null is unset.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">The value found when planning.</param>
/// <param name="After">The value to write; <c>{run}</c> stands for the run's id; null unsets.</param>
public sealed record FieldChange(Field Field, string? Before, string? After)
{
    /// <summary>Values that are as good as <see cref="After"/> when they are read back: a host may apply at once what was expected to wait for its reboot.</summary>
    public IReadOnlyList<string?> AlsoFine { get; init; } = [];

    /// <summary>Whether a value that was read back is what the change was for.</summary>
    public bool IsReached(string? found) =>
        string.Equals(found, After, StringComparison.Ordinal) || AlsoFine.Contains(found, StringComparer.Ordinal);

    /// <summary>Stands in <see cref="After"/> for the id of the run that makes the change, which is not known when planning.</summary>
    public const string RunToken = "{run}";
}
