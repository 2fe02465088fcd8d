using Barelane.Core.Plans;

namespace Barelane.Rendering.Plans;

/// <summary>A plan with what surrounds it when it is shown.</summary>
public sealed record PlanView
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Values that somebody changed since Barelane wrote them.</summary>
    public IReadOnlyList<DriftEntry> Drift { get; init; } = [];

    /// <summary>Impacts whose consent is not given yet.</summary>
    public IReadOnlyList<Impact> MissingConsents { get; init; } = [];

    /// <summary>Bystanders that nobody has consented to by name yet, as <c>alias/name</c>.</summary>
    public IReadOnlyList<string> MissingBystanders { get; init; } = [];

    /// <summary>What is typed to carry it out, without consents: <c>barelane apply</c>.</summary>
    public required string ApplyCommand { get; init; }
}
