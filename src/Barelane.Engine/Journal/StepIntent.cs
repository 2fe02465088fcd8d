using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Journal;

/// <summary>A step is about to act. Nothing is sent before this is flushed; from here on it may have happened.</summary>
public sealed record StepIntent : JournalRecord
{
    /// <summary>The step's id; steps of a take-back have the plan's number in front: <c>back1.s02</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Its kind.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The object it acts on.</summary>
    public required ObjectRef Target { get; init; }

    /// <summary>The unit it belongs to.</summary>
    public required string Unit { get; init; }

    /// <summary>What it changes, with the values found right before.</summary>
    public IReadOnlyList<RecordedChange> Changes { get; init; } = [];

    /// <summary>What its expectations compare with: values that have to differ afterwards (a boot time).</summary>
    public IReadOnlyList<RecordedValue> References { get; init; } = [];

    /// <summary>After how many seconds waiting for it is given up.</summary>
    public required long DeadlineSeconds { get; init; }
}
