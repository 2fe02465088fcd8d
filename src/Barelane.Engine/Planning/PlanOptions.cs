namespace Barelane.Engine.Planning;

/// <summary>How a plan orders hosts.</summary>
public sealed record PlanOptions
{
    /// <summary>How many hosts of one cluster may be in maintenance at the same time.</summary>
    public int HostsAtOncePerCluster { get; init; } = 1;

    /// <summary>Whether the first host goes alone, and the others wait for it to come back.</summary>
    public bool Canary { get; init; } = true;

    /// <summary>Fields that an undo leaves as they are, by name, because the user said so.</summary>
    public IReadOnlySet<string> Leave { get; init; } = new HashSet<string>();
}
