using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Symptoms;

/// <summary>A failure as it is seen, with what it can come from.</summary>
public sealed record Symptom
{
    /// <summary>Its id, never reused: <c>VSPHERE-001</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One line: what happens.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is met; empty where it does not depend on the hypervisor.</summary>
    public IReadOnlyList<Hypervisor> Hypervisors { get; init; } = [];

    /// <summary>Where its text is found.</summary>
    public required IReadOnlyList<LogKind> FoundIn { get; init; }

    /// <summary>The lines it is told by; any of them will do.</summary>
    public IReadOnlyList<LinePattern> Patterns { get; init; } = [];

    /// <summary>
    /// How people put it: sets of words, all of which stand close together in the description. Used on what is typed only, never on logs.
    /// A word is a beginning of one, <c>a|b</c> is one or the other, <c>a+b</c> is both in a row.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Words { get; init; } = [];

    /// <summary>Whether its text follows many failures, so that one that is named more closely goes before it.</summary>
    public bool IsBroad { get; init; }

    /// <summary>The ids of failures that it can come from: where one of them is seen too, that one goes before it.</summary>
    public IReadOnlyList<string> Follows { get; init; } = [];

    /// <summary>What it can come from, the most likely first.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>What tells several causes apart: a question or a command; empty where there is one cause.</summary>
    public string Question { get; init; } = "";

    /// <summary>Where the entry comes from.</summary>
    public required string Source { get; init; }

    /// <summary>When the source was read.</summary>
    public required DateOnly Date { get; init; }
}
