using Barelane.Cli.Rehearsal;

namespace Barelane.EndToEnd.Tests.Rehearsal;

/// <summary>A defect of a site that would make a real run fail, and where the rehearsal has to name it beforehand.</summary>
internal sealed record PlantedFault
{
    /// <summary>The defect in words.</summary>
    public required string Name { get; init; }

    /// <summary>Makes the request with the defect in it.</summary>
    public required Func<RehearsalRequest> Make { get; init; }

    /// <summary>The rule that blocks in preflight; null where a step has to fail.</summary>
    public string? Rule { get; init; }

    /// <summary>The kinds of step of which one fails, null for verify after the last step; empty where preflight blocks.</summary>
    public IReadOnlyList<string?> Steps { get; init; } = [];

    /// <summary>The object that the finding or the step is about.</summary>
    public required string Target { get; init; }

    /// <summary>What the message or its evidence says.</summary>
    public required string Says { get; init; }
}
