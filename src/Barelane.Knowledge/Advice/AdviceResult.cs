namespace Barelane.Knowledge.Advice;

/// <summary>The answer: the ways in their order, and what would change it.</summary>
public sealed record AdviceResult
{
    /// <summary>What was asked.</summary>
    public required Description Description { get; init; }

    /// <summary>Whether it was given without an inventory.</summary>
    public required bool IsGeneral { get; init; }

    /// <summary>GPUs that were looked at.</summary>
    public required int CardsSeen { get; init; }

    /// <summary>All three ways, the best first.</summary>
    public required IReadOnlyList<AdviceOption> Options { get; init; }

    /// <summary>What would change the answer, the smallest change first; where nothing serves, what would make something serve.</summary>
    public IReadOnlyList<AdviceChange> Changes { get; init; } = [];

    /// <summary>What was left out or is not known.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The first of the ways.</summary>
    public AdviceOption Best => Options[0];

    /// <summary>Whether a way serves all that was described.</summary>
    public bool Serves => Best.Verdict == Verdict.Serves;
}
