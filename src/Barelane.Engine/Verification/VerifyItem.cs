namespace Barelane.Engine.Verification;

/// <summary>One thing that was proved, or not.</summary>
public sealed record VerifyItem
{
    /// <summary>The unit it belongs to.</summary>
    public required string Unit { get; init; }

    /// <summary>The object's name for people.</summary>
    public required string Target { get; init; }

    /// <summary>What was looked at: a field, or a guest check's name.</summary>
    public required string What { get; init; }

    /// <summary>What it says.</summary>
    public required VerifyState State { get; init; }

    /// <summary>What is required.</summary>
    public required string Required { get; init; }

    /// <summary>What was found; for Unseen, why nothing was.</summary>
    public required string Observed { get; init; }

    /// <summary>What to do; empty where it holds.</summary>
    public string Remedy { get; init; } = "";
}
