using Barelane.Core.Goals;

namespace Barelane.Core.Inventory;

/// <summary>What is known of a card in a server under a hypervisor of some version.</summary>
public sealed record KnownCombination
{
    /// <summary>What comes of it.</summary>
    public required CombinationVerdict Verdict { get; init; }

    /// <summary>The way it is about; null for every way.</summary>
    public Way? Way { get; init; }

    /// <summary>A sentence: what happens.</summary>
    public required string Text { get; init; }

    /// <summary>What to do; empty where it works.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Where that comes from, with the file for what a user imported.</summary>
    public required string Source { get; init; }
}
