using Barelane.Core.Adapters;

namespace Barelane.Rendering.Json;

/// <summary>The answer where there is no other: something did not work.</summary>
public sealed record ErrorReport : Report
{
    /// <inheritdoc/>
    public override string Type => "error";

    /// <summary>A stable word for programs.</summary>
    public required string Code { get; init; }

    /// <summary>What was observed and what was required.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; empty where nothing can be said.</summary>
    public required string Remedy { get; init; }

    /// <summary>The hypervisor's own words.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The report of a problem.</summary>
    public static ErrorReport Of(Problem problem) => new()
    {
        Code = problem.Code,
        Message = problem.Message,
        Remedy = problem.Remedy,
        Evidence = problem.Evidence,
    };
}
