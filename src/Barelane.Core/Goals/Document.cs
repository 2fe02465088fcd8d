namespace Barelane.Core.Goals;

/// <summary>One barelane.yaml, parsed and checked for form. Whether it can be done is for the planner to say.</summary>
public sealed record Document
{
    /// <summary>Version of the format; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The document's name: marks and journal carry it.</summary>
    public required string Name { get; init; }

    /// <summary>The sites, in the order of the file.</summary>
    public required IReadOnlyList<SiteSpec> Sites { get; init; }

    /// <summary>The pools of remote GPUs, in the order of the file.</summary>
    public IReadOnlyList<PoolSpec> Pools { get; init; } = [];

    /// <summary>The wishes, in the order of the file.</summary>
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    /// <summary>Consents given for all assignments.</summary>
    public IReadOnlyList<string> Consent { get; init; } = [];

    /// <summary>Bystanders consented to by name (<c>alias/name</c>), or the one word <c>all</c>.</summary>
    public IReadOnlyList<string> Bystanders { get; init; } = [];

    /// <summary>Rules whose Unknown the user accepts for all assignments.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];
}
