using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>One value that a goal wants. A goal is nothing but wants: for apply the adapter proposes them, for undo they are the journal's old values.</summary>
public sealed record Want
{
    /// <summary>The object.</summary>
    public required ObjectRef Target { get; init; }

    /// <summary>The field.</summary>
    public required Field Field { get; init; }

    /// <summary>The wanted value; null wants it unset. <c>{run}</c> stands for the run's id.</summary>
    public required string? Value { get; init; }

    /// <summary>Why, for display.</summary>
    public required string Reason { get; init; }

    /// <summary>The unit it belongs to: the assignment's id.</summary>
    public required string Unit { get; init; }

    /// <summary>Values other than <see cref="Value"/> that are as good, so that nothing is changed where one of them is found.</summary>
    public IReadOnlyList<string?> AlsoFine { get; init; } = [];

    /// <summary>Where given, the change is made only if the present value is one of these; otherwise it is a conflict that is shown (undo: ours and the old one).</summary>
    public IReadOnlyList<string?>? OnlyFrom { get; init; }

    /// <summary>Wanted only if something else about the same target changes (the run's id in the mark).</summary>
    public bool OnlyWithOthers { get; init; }
}
