using Barelane.Core.Goals;
using Barelane.Core.Losses;

namespace Barelane.Knowledge.Advice;

/// <summary>What one way would be for the described team.</summary>
public sealed record AdviceOption
{
    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>How far it serves.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Which users get what where.</summary>
    public IReadOnlyList<AdvicePlace> Places { get; init; } = [];

    /// <summary>Users served at the same time.</summary>
    public int Served => Places.Sum(p => p.Users);

    /// <summary>Cards that are used.</summary>
    public int Cards => Places.Sum(p => p.Addresses.Count);

    /// <summary>What speaks for it, and against it where it stands below another.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Why it does not serve; empty where it does.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    /// <summary>What a VM loses by it.</summary>
    public IReadOnlyList<Loss> Losses { get; init; } = [];

    /// <summary>Wishes that it does not keep, or does only perhaps.</summary>
    public IReadOnlyList<string> UnmetWishes { get; init; } = [];

    /// <summary>What it is slower than the card by itself, with the source.</summary>
    public string SlowDown { get; init; } = "";

    /// <summary>Users for each card: 0.5 where one has two cards.</summary>
    public double Density { get; init; }

    /// <summary>The licence each VM needs; empty where none.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What it costs; null where no price was given or it does not serve.</summary>
    public AdviceCost? Cost { get; init; }
}
