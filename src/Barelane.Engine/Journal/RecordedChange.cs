using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Journal;

/// <summary>A change that is about to be made, with the value found right before.</summary>
/// <param name="Target">The object.</param>
/// <param name="Field">The field; always one that Barelane owns.</param>
/// <param name="Before">The value read right before; null is unset.</param>
/// <param name="After">The value that is written; null unsets.</param>
public sealed record RecordedChange(ObjectRef Target, Field Field, string? Before, string? After)
{
    /// <summary>Values as good as <see cref="After"/> when they are read back.</summary>
    public IReadOnlyList<string?> AlsoFine { get; init; } = [];

    /// <summary>Whether a value is what the change was for.</summary>
    public bool IsReached(string? found) =>
        string.Equals(found, After, StringComparison.Ordinal) || AlsoFine.Contains(found, StringComparer.Ordinal);
}
