using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>Judges a step by what was read: before it acts, after it acted, and after an unknown outcome has become quiet. Pure.</summary>
internal sealed class StepExamination(Step step)
{
    private readonly List<(ObjectRef Target, FieldChange Change)> _changes = [.. step.AllChanges()];

    public StepKind Kind => step.Kind;

    public IReadOnlyList<(ObjectRef Target, Field Field)> ChangedFields => [.. _changes.Select(c => (c.Target, c.Change.Field))];

    /// <summary>What has to be known before it acts: values to be changed, preconditions, and what has to differ afterwards.</summary>
    public IReadOnlyList<(ObjectRef Target, Field Field)> FieldsBefore => [.. ChangedFields
        .Concat(step.Preconditions.Select(p => (p.Target, p.Field)))
        .Concat(step.Expectations.Where(e => e.Test == Test.ChangedFrom).Select(e => (e.Target, e.Field)))
        .Distinct()];

    public IReadOnlyList<(ObjectRef Target, Field Field)> FieldsAfter => [.. ChangedFields.Concat(step.Expectations.Select(e => (e.Target, e.Field))).Distinct()];

    /// <summary>Whether nothing has to be sent.</summary>
    public bool IsAlreadySo(FieldReads reads) => _changes.Count > 0 && IsReached(reads);

    public bool IsReached(FieldReads reads) => _changes.All(c => reads[c.Target, c.Change.Field].IsKnown && c.Change.IsReached(reads.Value(c.Target, c.Change.Field)));

    public bool PreconditionsHold(FieldReads reads) => step.Preconditions.All(p => reads.Holds(p) == true);

    /// <summary>Why it must not act; null where it may.</summary>
    public Problem? Objection(FieldReads reads)
    {
        foreach (var (target, change) in _changes)
        {
            var found = reads.Value(target, change.Field);
            if (!string.Equals(found, change.Before, StringComparison.Ordinal) && !change.IsReached(found))
            {
                return StepProblems.ChangedMeanwhile(step, target, change, found);
            }
        }

        return step.Preconditions.FirstOrDefault(p => reads.Holds(p) != true) is { } predicate ? StepProblems.Precondition(step, predicate, reads) : null;
    }

    /// <summary>The expectations, with values that must have changed compared with those read right before, not with those of the plan.</summary>
    public IReadOnlyList<Predicate> Expectations(IReadOnlyList<RecordedValue> references) => [.. step.Expectations.Select(e =>
        e.Test == Test.ChangedFrom && references.FirstOrDefault(r => r.Target == e.Target && r.Field == e.Field) is { Known: true } reference
            ? e with { Values = [reference.Value] }
            : e)];

    public IReadOnlyList<RecordedValue> References(FieldReads before) =>
        [.. step.Expectations.Where(e => e.Test == Test.ChangedFrom).Select(e => before.Record(e.Target, e.Field))];

    public IReadOnlyList<RecordedChange> Recorded(FieldReads before) => [.. _changes.Select(c =>
        new RecordedChange(c.Target, c.Change.Field, before.Value(c.Target, c.Change.Field), c.Change.After) { AlsoFine = c.Change.AlsoFine })];

    public IReadOnlyList<RecordedValue> Values(FieldReads reads) => [.. _changes.Select(c => reads.Record(c.Target, c.Change.Field))];

    public bool IsProved(FieldReads reads, IReadOnlyList<Predicate> expectations) =>
        IsReached(reads) && expectations.All(e => reads.Holds(e) == true);

    /// <summary>After a step whose end was not seen has become quiet: done, certainly without effect, or still unknown.</summary>
    public StepOutcome AfterQuiet(FieldReads reads, IReadOnlyList<RecordedChange> intent, IReadOnlyList<Predicate> expectations)
    {
        if (IsProved(reads, expectations))
        {
            return StepOutcome.Done;
        }

        return IsUntouched(reads, intent, expectations) ? StepOutcome.Failed : StepOutcome.Unknown;
    }

    /// <summary>Whether everything is known to be as it was. A reboot that has no change of its own had no effect if what must differ does not.</summary>
    public bool IsUntouched(FieldReads reads, IReadOnlyList<RecordedChange> intent, IReadOnlyList<Predicate> expectations) =>
        intent.All(c => reads[c.Target, c.Field].IsKnown && string.Equals(reads.Value(c.Target, c.Field), c.Before, StringComparison.Ordinal))
        && expectations.Where(e => e.Test == Test.ChangedFrom).All(e => reads.Holds(e) == false);
}
