using Barelane.Engine.Journal;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>status</c>.</summary>
public sealed record StatusReport : Report
{
    /// <inheritdoc/>
    public override string Type => "status";

    /// <summary>The locks that are held.</summary>
    public required IReadOnlyList<HeldLock> Locks { get; init; }

    /// <summary>The report of these locks.</summary>
    public static StatusReport Of(IReadOnlyList<HeldLock> held) => new() { Locks = held };
}
