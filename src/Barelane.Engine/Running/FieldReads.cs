using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>What a probe answered, by object and field.</summary>
internal sealed class FieldReads(IReadOnlyDictionary<(ObjectRef Target, Field Field), Observed<string>> values)
{
    public Observed<string> this[ObjectRef target, Field field]
    {
        get
        {
            // Of an object that certainly does not exist every field is certainly unset.
            var observed = values[(target, field)];
            return !observed.IsKnown && values.TryGetValue((target, Field.Exists), out var exists) && exists.State == ObservedState.Absent
                ? Observed<string>.Absent
                : observed;
        }
    }

    /// <summary>The value; null for unset. Only for what is known.</summary>
    public string? Value(ObjectRef target, Field field) => this[target, field] is { HasValue: true } o ? o.Value : null;

    public bool AllKnown() => values.Keys.All(k => this[k.Target, k.Field].IsKnown);

    /// <summary>Why the first of these fields could not be read; null where all could.</summary>
    public (ObjectRef Target, Field Field, string Why)? FirstUnknown(IEnumerable<(ObjectRef Target, Field Field)> fields)
    {
        foreach (var (target, field) in fields)
        {
            if (this[target, field] is { IsKnown: false } observed)
            {
                return (target, field, observed.Note ?? "It was not read.");
            }
        }

        return null;
    }

    public bool? Holds(Predicate predicate) => predicate.Holds(this[predicate.Target, predicate.Field]);

    public RecordedValue Record(ObjectRef target, Field field) => RecordedValue.Of(target, field, this[target, field]);
}
