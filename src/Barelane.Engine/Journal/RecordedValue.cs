using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Journal;

/// <summary>A value as it was read.</summary>
/// <param name="Target">The object.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">The value; null is unset, or not known.</param>
/// <param name="Known">Whether it could be read.</param>
public sealed record RecordedValue(ObjectRef Target, Field Field, string? Value, bool Known)
{
    /// <summary>Takes down what a probe answered.</summary>
    public static RecordedValue Of(ObjectRef target, Field field, Observed<string> observed) =>
        new(target, field, observed.HasValue ? observed.Value : null, observed.IsKnown);
}
